/** What each key does on this page. */
import { make } from "../dom.js";

/** Keys of a kind of control. @type {Partial<Record<ControlSpec["kind"], [string, string][]>>} */
const KEYS = {
  range: [["← →", "Slider: one step; Page Up and Page Down: ten"], ["Home, End", "Slider: lowest and highest value"]],
  points: [["↑ ↓ ← →", "Chosen point: one pixel; with Shift: ten"], ["Delete", "Chosen point: remove it"]],
  line: [["↑ ↓ ← →", "Chosen end of a line: one pixel; with Shift: ten"]],
  code: [["Ctrl+Enter", "Code: run it"]],
};
/** @type {[string, string][]} */
const EVERYWHERE = [
  ["Tab, Shift+Tab", "Next and previous control"], ["Ctrl+Z", "Take a change back"], ["Esc", "Close what is open"],
  ["?", "This list"],
];

/** @param {import("../page.js").DemoPage} page @returns {import("../panels.js").Panel} */
export function panel({ spec }) {
  const kinds = [...new Set(spec.controls.map(({ kind }) => kind))];
  const rows = [...EVERYWHERE, ...kinds.flatMap((kind) => KEYS[kind] ?? [])];
  const list = make("dl", { className: "keys" }, ...rows.map(([keys, does]) =>
    make("div", {}, make("dt", {}, make("kbd", {}, keys)), make("dd", {}, does))));
  return { title: "Keys", content: [list] };
}
