// Keys and swipes. One table holds the keys, so that the help lists exactly those that work.

import { space } from "./words.js";

/**
 * @typedef {"next" | "previous" | "first" | "last" | "overview" | "notes" | "presenter" | "contrast" |
 *   "fullscreen" | "help" | "leave"} Command
 * @typedef {{command: Command, keys: string[], label: string}} Key what it means is in words.js
 */

/** @type {Key[]} */
export const KEYS = [
  { command: "next", keys: ["ArrowRight", "ArrowDown", "PageDown", " "], label: `→ ↓ PgDn ${space}` },
  // Shift+Space too, which listenToKeys tells from Space.
  { command: "previous", keys: ["ArrowLeft", "ArrowUp", "PageUp"], label: `← ↑ PgUp Shift+${space}` },
  { command: "first", keys: ["Home"], label: "Home" },
  { command: "last", keys: ["End"], label: "End" },
  { command: "overview", keys: ["o"], label: "o" },
  { command: "notes", keys: ["n"], label: "n" },
  { command: "presenter", keys: ["p"], label: "p" },
  { command: "contrast", keys: ["c"], label: "c" },
  { command: "fullscreen", keys: ["f"], label: "f" },
  { command: "help", keys: ["?"], label: "?" },
  { command: "leave", keys: ["Escape"], label: "Esc" },
];

/** Elements that use keys themselves. */
const TYPING = "input, select, textarea, [contenteditable]";
/** Elements that the space bar presses. */
const PRESSABLE = "button, a, summary";
const SCROLLING = "#notes, body.overview #deck";
/** A swipe is at least this long, in CSS pixels, and flatter than 1:2. */
const SWIPE = 50;

/** @param {(command: Command) => void} run */
export function listenToKeys(run) {
  addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target.closest(`${TYPING}, dialog`)) return;
    if (event.key === " " && target.closest(PRESSABLE)) return;
    const found = KEYS.find(({ keys }) => keys.includes(event.key));
    if (!found) return;
    // In what scrolls, the turning keys scroll.
    const turns = ["next", "previous", "first", "last"].includes(found.command);
    if (turns && target.closest(SCROLLING)) return;
    event.preventDefault();
    run(event.key === " " && event.shiftKey ? "previous" : found.command);
  });
}

/**
 * @param {HTMLElement} root
 * @param {(command: Command) => void} run
 */
export function listenToSwipes(root, run) {
  /** @type {Touch | undefined} */
  let start;
  root.addEventListener("touchstart", (event) => {
    start = event.touches.length === 1 ? event.touches[0] : undefined;
  }, { passive: true });
  root.addEventListener("touchend", (event) => {
    const end = event.changedTouches[0];
    if (!start || event.touches.length > 0) return;
    const [dx, dy] = [end.clientX - start.clientX, end.clientY - start.clientY];
    if (Math.abs(dx) >= SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) run(dx < 0 ? "next" : "previous");
  });
}
