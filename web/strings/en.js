/**
 * The words of the interface, in English: of the pages' scripts and of nothing else (the words of a demo are in its own
 * file, those of the shells in their HTML). A translation is a file like this one beside it, with the same names.
 */

export const general = {
  close: "Close",
  retry: "Retry",
  looking: "Looking …",
  found: "Found",
  stopped: "Stopped.",
  /** @param {string} reason */
  notOpened: (reason) => `This could not be opened (${reason}).`,
  /** @param {string} reason */
  notDrawn: (reason) => `The figure could not be drawn: ${reason}`,
  /** @param {number} left @param {number} all */
  demosFound: (left, all) => `${left} of ${all} demos`,
};

const firstFigure = "the figure is the first one, made when the site was built.";

export const python = {
  /** What Python is doing, by the names of stages. @type {Record<string, string>} */
  stages: { download: "Downloading Python", start: "Starting Python", import: "Loading the demo" },
  noWebAssembly: `This browser, or its settings, has no WebAssembly, which Python needs: ${firstFigure}`,
  /** @param {string[]} packages */
  missing: (packages) =>
    `This site was built without ${packages.join(", ")}, which this demo computes with: ${firstFigure} Every other demo is live.`,
  sandboxed: "The page that shows this demo has put it into a sandbox without an origin of its own, and the site's host "
    + `does not let such a frame read its files (it sends no Access-Control-Allow-Origin): ${firstFigure} `,
  noScript: `The page's script could not be loaded: ${firstFigure} `,
  openItself: "Open the demo by itself",
  /** @param {string} text @param {string} loaded @param {string} total megabytes */
  progress: (text, loaded, total) => `${text} ${loaded} of ${total} MB`,
  /** @param {string} backend @param {string} milliseconds */
  computed: (backend, milliseconds) => `${backend} · ${milliseconds} ms in all`,
  /** @param {string} reason */
  restarting: (reason) => `Python stopped (${reason}); it is being started again with your settings. `,
  /** @param {unknown} error */
  noWorker: (error) => `This browser did not start the worker that Python needs (${error}).`,
  workerNotLoaded: "the worker could not be loaded",
  /** @param {string} reason */
  stoppedAgain: (reason) => `Python stopped again: ${reason}.`,
  /** @param {number} seconds */
  silent: (seconds) => `no answer for ${seconds} seconds`,
};

export const image = {
  yours: "your image",
  kept: "Kept on this device",
  file: "Open an image file",
  kinds: "PNG, TIFF, JPEG or NPY; dropping and pasting work too",
  open: "Open…",
  frame: "Frame ",
  /** @param {number} count */
  ofFrames: (count) => ` of ${count}`,
  pasted: "pasted image",
  /** @param {string} label */
  useLabel: (label) => `Use ${label} in another demo`,
  use: "Use in …",
  keep: "Keep",
  keepLabel: "Keep on this device",
  keepTitle: "Keep it on this device for the next visit",
  /** @param {string} label */
  forgetLabel: (label) => `Forget ${label}, here and on this device`,
  forget: "Forget",
  /** @param {string} name */
  reading: (name) => `Reading ${name} …`,
  notHere: "The image of this link was somebody's own and is not kept on this device, so a sample stands in its place",
  /** @param {string} name @param {string} reason */
  notOpened: (name, reason) => `${name} could not be opened (${reason}).`,
  /** @param {string} name @param {string} reason */
  notKept: (name, reason) => `${name} could not be kept on this device (${reason}). It stays open here.`,
  /** @param {string} name @param {string} reason */
  notRemoved: (name, reason) => `${name} could not be removed from this device (${reason}).`,
  /** @param {string} name @param {string} reason */
  notTaken: (name, reason) => `${name} cannot be taken along (${reason}): open it there once more.`,
  /** @param {string} message of Python */
  refused: (message) => `${message} The image stays as it was.`,
  /** @param {string} name @param {unknown} error */
  unreadable: (name, error) => `${name} could not be read (${error}). The image stays as it was.`,
  storageFull: "this browser's storage for this site is full",
  noStorage: "this browser lets this page store nothing",
};

export const controls = {
  /** @param {string} label */
  undoStepOf: (label) => `Undo step of ${label}`,
  undoStep: "Undo step",
  noStep: "no step yet",
  /** @param {string} label @param {"lower" | "upper"} end */
  endOf: (label, end) => `${label}, ${end} end`,
  /** @param {string} label */
  play: (label) => `Play ${label}`,
  /** @param {string} label @param {string} figure */
  onFigure: (label, figure) => `${label}, on the figure “${figure}”`,
  run: "Run",
  stop: "Stop",
  examples: "Examples",
  chooseExample: "Examples …",
  leaveEditor: "Esc, then Tab leaves the editor.",
  carriesCode: "The link to this page carries code. Read it, and press Run if you want it to run.",
};

export const points = {
  add: "Add point",
  atRest: "At rest",
  clear: "Clear",
  erase: "Erase",
  eraseTitle: "a drag on the figure takes discs away",
  /** @param {string} label */
  previous: (label) => `Previous point of ${label}`,
  /** @param {string} label */
  next: (label) => `Next point of ${label}`,
  /** @param {string} step @param {boolean} fixed whether none can be removed */
  keys: (step, fixed) => `arrow keys move it by ${step}, with Shift by 10; Page Up and Page Down choose another`
    + (fixed ? "" : "; Delete removes it"),
  /** @param {number} number @param {number} row @param {number} column @param {string} unit */
  place: (number, row, column, unit) => `${number}: row ${row}, column ${column} ${unit}`.trim(),
  /** @param {string} place @param {number} count */
  ofMany: (place, count) => `${place}, of ${count} points`,
  none: "no points",
};

/** What is wrong with a link; each begins with the name of a control. */
export const links = {
  /** @param {string} name @param {string} text */
  noNumber: (name, text) => `${name}: “${text}” is not a number`,
  /** @param {string} name @param {string} text @param {string[]} allowed */
  notOneOf: (name, text, allowed) => `${name}: “${text}” is not one of ${allowed.join(", ")}`,
  /** @param {string} name @param {string} text */
  noPair: (name, text) => `${name}: “${text}” is not a pair like 10,50`,
  /** @param {string} name @param {string} place */
  noPoint: (name, place) => `${name}: there is no point ${place}`,
  /** @param {string} name @param {string} text */
  noPoints: (name, text) => `${name}: “${text}” is not row,col;row,col`,
  /** @param {string} name @param {number} [least] */
  tooFew: (name, least) => `${name}: needs at least ${least} points`,
  /** @param {string} name @param {string[]} known */
  noControl: (name, known) => `${name}: there is no such control here; there are ${known.join(", ")}`,
};

export const figures = {
  column: "column / px",
  row: "row / px",
  /** @param {number} row @param {number} column @param {string} length */
  pixel: (row, column, length) => `row ${row}, column ${column}${length}`,
  /** @param {number} x @param {number} y @param {string} unit */
  length: (x, y, unit) => ` (x ${x}, y ${y} ${unit})`,
  /** @param {string} count */
  cycles: (count) => `${count} cycles`,
  /** @param {string} cycles @param {string} inverse @param {string} inverseUnit @param {string} period @param {string} [unit] */
  frequency: (cycles, inverse, inverseUnit, period, unit) => `${cycles} (${inverse} ${inverseUnit}, period ${period} ${unit})`,
  table: "Table",
  csv: "CSV",
  /** @param {string} title */
  saveTable: (title) => `Save the table “${title}” as CSV`,
};

export const display = {
  image: "Image",
  colours: "Colours",
  limits: "Limits",
  inverted: "Inverted",
  restore: "Restore",
  fromTo: "From, to",
  sigmas: "n",
  lowest: "lowest",
  highest: "highest",
  demos: "the demo's",
  /** Of the colour scale, by their names in a link. */
  limit: { "": "the demo's", range: "smallest to largest", symmetric: "symmetric about 0", sigmas: "mean ± n σ", fixed: "frozen" },
  wrongOrder: "From must be a number below To",
};

export const data = {
  title: "Data",
  figure: "Figure",
  columns: "Columns",
  earlier: "Earlier rows",
  later: "Later rows",
  row: "Row",
  /** @param {string} title @param {string} rows */
  caption: (title, rows) => `${title}, ${rows}`,
  /** @param {number} first @param {number} last @param {number} count */
  rows: (first, last, count) => (count ? `Rows ${first} to ${last} of ${count}` : "No rows"),
  noNumbers: "The numbers of this figure are there once Python has computed them.",
  noValues: "The values of this image are there once Python has computed them.",
  shape: "Rows × columns",
  type: "Type",
  smallest: "Smallest",
  largest: "Largest",
  mean: "Mean",
  deviation: "Standard deviation",
  value: "Value",
  /** @param {number} last */
  rowTo: (last) => `Row (0 to ${last})`,
  /** @param {number} last */
  columnTo: (last) => `Column (0 to ${last})`,
  /** @param {string} what @param {number} row @param {number} column */
  around: (what, row, column) => `${what} around row ${row}, column ${column}`,
  /** @param {string} title */
  valuesOf: (title) => `Values of ${title}`,
};
