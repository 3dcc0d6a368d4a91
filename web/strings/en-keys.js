/** What each key does, in English: by the things that a page may have, in rows of keys and what they do. */

/** @typedef {[keys: string, does: string][]} Rows */

export const title = "Keys";
/** @param {string} figure */
export const ofFigure = (figure) => `The figure “${figure}”`;

/** What the groups are called: kinds of controls, and the others. @type {Record<ControlSpec["kind"] | "everywhere" | "figures" | "tables", string>} */
export const names = {
  everywhere: "Everywhere", figures: "Figures", tables: "Tables",
  range: "Sliders", interval: "Sliders with two ends", choice: "Options", select: "Lists", toggle: "Switches", actions: "Buttons",
  points: "Points", line: "Lines on a figure", code: "Code", image: "Image",
};

/** @type {Rows} */
const slider = [["← → ↑ ↓", "One step"], ["PgUp, PgDn", "Larger steps"], ["Home, End", "Lowest and highest value"]];

/** @satisfies {Record<string, Rows>} */
export const rows = {
  everywhere: [
    ["Tab, Shift+Tab", "Next and previous control or figure"], ["Ctrl+Z", "Take a change back; where text is typed, the typing"],
    ["Esc", "Close what is open"], ["?", "This list, except where text is typed or chosen from a list"],
  ],
  frame: [["← → ↑ ↓ PgUp PgDn", "Turn the slide around this demo, where nothing here uses them"]],
  figures: [
    ["+ −", "Zoom in and out"], ["Shift+← → ↑ ↓", "Move what is zoomed"], ["0", "Show all again"],
    ["Enter, Space", "A tool above the figure: switch it on or off, or save the figure"],
  ],
  tap: [
    ["← → ↑ ↓", "One step of the control that the figure sets"], ["PgUp, PgDn", "Ten steps"], ["Home, End", "Lowest and highest value"],
  ],
  tables: [["↑ ↓", "Choose a row, and what belongs to it in the figures"]],
  range: slider,
  play: [["Enter, Space on ▶", "Let it move to and fro, or stop it"]],
  interval: [["Tab", "From its lower to its upper end"], ...slider],
  choice: [["← → ↑ ↓", "Choose the option before or after"]],
  select: [["↑ ↓", "Choose the entry before or after"], ["Letters", "The entry that begins with them"]],
  toggle: [["Space", "Switch it on or off"]],
  actions: [["Enter, Space", "Press it"]],
  points: [
    ["↑ ↓ ← →", "Move the chosen point by one pixel; with Shift by ten"], ["PgUp, PgDn or [ ]", "Choose the one before or after"],
    ["Home, End", "Choose the first or the last"],
  ],
  variable: [["Delete", "Remove the chosen one"], ["Enter on “Add point”", "A point beside the chosen one"]],
  brush: [["Space on “Erase”", "A drag takes away instead of adding"]],
  code: [["Ctrl+Enter", "Run it"], ["Tab", "Leave the text"]],
  image: [
    ["↑ ↓", "Choose the image before or after"], ["Enter, Space on “Open…”", "Open an image of your own"], ["Ctrl+V", "Paste one"],
  ],
};
