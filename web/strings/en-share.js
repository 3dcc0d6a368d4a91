/** The words of the Share panel, in English; those of its instructions for other tools are in en-howto.js. */

export const title = "Share";

export const link = {
  title: "Link",
  label: "Link to this demo as it is now",
  bare: "Only figures and controls",
  colours: "Colours",
  system: "as the reader's system",
  light: "light",
  dark: "dark",
  send: "Send …",
  /** @param {string} reason */
  notSent: (reason) => `The link could not be handed on (${reason}).`,
  own: "Your own image stays in this browser: the link opens with the demo's first image.",
  local: "This address leads to your own computer: links for others come from the published site.",
  code: "QR code of the link",
  /** @param {number} most @param {number} bytes */
  tooLong: (most, bytes) => `The link is too long for a QR code, which holds ${most} bytes: it has ${bytes}.`,
};

export const frame = {
  title: "Embed",
  label: "HTML for a page",
  width: "Width ",
  noNumber: "not a number",
  /** @param {string} width @param {number} low @param {number} high */
  wrongWidth: (width, low, high) => `The width is ${width}, but has to be from ${low} to ${high} px.`,
  measuring: "Measuring how high it has to be …",
  /** @param {number} width @param {number} height */
  measured: (width, height) => `${width} × ${height} px: at this size nothing scrolls.`,
  /** @param {number} width @param {number} height @param {string} reason */
  guessed: (width, height, reason) => `${width} × ${height} px; it could not be measured (${reason}), so it may scroll.`,
  tools: "How to show it in",
  documentation: "Documentation: ",
};

export const copying = {
  copy: "Copy",
  /** @param {string} label */
  label: (label) => `Copy: ${label}`,
  copied: "Copied",
  refused: "The browser keeps the clipboard from this page. The text is selected: copy it with Ctrl+C, or ⌘C.",
};

export const files = {
  title: "Save",
  array: "Array of the result",
  png: "PNG of the figures",
  npy: "NPY of the array",
  scalar: "one value",
  /** @param {string} title */
  csv: (title) => `CSV of “${title}”`,
  reading: "numpy.load reads NPY files.",
  notYet: " Python has not answered yet: images are in the list once it has.",
};
