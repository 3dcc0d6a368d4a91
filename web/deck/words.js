/** The words that the scripts of a deck show, in English; those that always stand there are in page.html. */

/** What the keys do. */
export const keys = {
  next: "Next slide",
  previous: "Previous slide",
  first: "First slide",
  last: "Last slide",
  overview: "Overview of all slides",
  notes: "Speaker notes",
  presenter: "Presenter view in a window of its own",
  contrast: "More contrast, for a bright room",
  fullscreen: "Full screen",
  help: "This list",
  leave: "Leave the overview",
};
/** Names of keys. */
export const space = "Space";
/** @param {number} number @param {number} count @param {string} title */
export const slideOf = (number, count, title) => `Slide ${number} of ${count}: ${title}`;
export const noNotes = "No notes for this slide.";
/** @param {number} number @param {string} title */
export const slide = (number, title) => `Slide ${number}: ${title || "without title"}`;
