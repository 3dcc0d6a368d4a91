/**
 * Slides that nobody sees may unload their frames and load them again later, as those of reveal.js do: a demo then opens
 * as it was left. It is written into the name of the frame's window, which outlives what is loaded in it, belongs to this
 * one frame, needs no storage, and is gone when the slides themselves are loaded anew. A name that the host gave is kept.
 */
import { framed } from "./embed-api.js";

const MARK = "livedemo ";
const opened = location.href;

/** @returns {{opened?: string, left?: string}} */
function written() {
  try {
    return window.name.startsWith(MARK) ? JSON.parse(window.name.slice(MARK.length)) : {};
  } catch {
    return {}; // a name that only looks like ours
  }
}

/** The state to open in: of the address, or as the demo was left if this frame had it before. */
export function hashAtStart() {
  const before = written();
  return framed && before.opened === opened ? before.left ?? "" : location.hash;
}

/** @param {string} hash of the state as it is now */
export function leave(hash) {
  if (framed && (!window.name || window.name.startsWith(MARK))) window.name = MARK + JSON.stringify({ opened, left: hash });
}
