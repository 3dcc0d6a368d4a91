/** What each key does on this page: the list is that of the controls and figures that it has. */
import { make } from "../dom.js";

/** @typedef {[keys: string, does: string][]} Rows */

/** @type {Rows} */
const EVERYWHERE = [
  ["Tab, Shift+Tab", "Next and previous control or figure"], ["Ctrl+Z", "Take a change back; where text is typed, the typing"],
  ["Esc", "Close what is open"], ["?", "This list, except where text is typed or chosen from a list"],
];
/** @type {Rows} */
const FIGURE = [
  ["+ −", "Zoom in and out"], ["Shift+← → ↑ ↓", "Move what is zoomed"], ["0", "Show all again"],
  ["Enter, Space", "A tool above the figure: switch it on or off, or save the figure"],
];
/** @type {Rows} */
const TAP = [
  ["← → ↑ ↓", "One step of the control that the figure sets"], ["PgUp, PgDn", "Ten steps"], ["Home, End", "Lowest and highest value"],
];
/** @type {Rows} */
const TABLE = [["↑ ↓", "Choose a row, and what belongs to it in the figures"]];
/** @type {Rows} */
const FRAME = [["← → ↑ ↓ PgUp PgDn", "Turn the slide around this demo, where nothing here uses them"]];

/** @type {Rows} */
const SLIDER = [["← → ↑ ↓", "One step"], ["PgUp, PgDn", "Larger steps"], ["Home, End", "Lowest and highest value"]];
/** @type {Rows} */
const BUTTONS = [["Enter, Space", "Press it"]];
/** @param {ControlSpec} spec @returns {Rows} */
const points = ({ least, most, brush }) => [
  ["↑ ↓ ← →", "Move the chosen point by one pixel; with Shift by ten"], ["PgUp, PgDn or [ ]", "Choose the one before or after"],
  ["Home, End", "Choose the first or the last"],
  ...(least === most ? [] : /** @type {Rows} */ ([["Delete", "Remove the chosen one"], ["Enter on “Add point”", "A point beside the chosen one"]])),
  ...(brush ? /** @type {Rows} */ ([["Space on “Erase”", "A drag takes away instead of adding"]]) : []),
];

/** Keys of a kind of control. @type {Record<ControlSpec["kind"], (spec: ControlSpec) => Rows>} */
const OF_KIND = {
  range: ({ play }) => [...SLIDER, ...(play ? /** @type {Rows} */ ([["Enter, Space on ▶", "Let it move to and fro, or stop it"]]) : [])],
  interval: () => [["Tab", "From its lower to its upper end"], ...SLIDER],
  choice: () => [["← → ↑ ↓", "Choose the option before or after"]],
  select: () => [["↑ ↓", "Choose the entry before or after"], ["Letters", "The entry that begins with them"]],
  toggle: () => [["Space", "Switch it on or off"]],
  actions: () => BUTTONS,
  points,
  line: points,
  code: () => [["Ctrl+Enter", "Run it"], ["Tab", "Leave the text"]],
  image: () => [
    ["↑ ↓", "Choose the image before or after"], ["Enter, Space on “Open…”", "Open an image of your own"], ["Ctrl+V", "Paste one"],
  ],
};
/** What the controls of a kind are called. @type {Record<ControlSpec["kind"], string>} */
const NAMES = {
  range: "Sliders", interval: "Sliders with two ends", choice: "Options", select: "Lists", toggle: "Switches", actions: "Buttons",
  points: "Points", line: "Lines on a figure", code: "Code", image: "Image",
};

/** @param {DemoSpec} spec @param {boolean} framed @returns {[string, Rows][]} */
function groups({ controls, panels }, framed) {
  const of = (/** @type {ControlSpec["kind"]} */ kind) => controls.filter((control) => control.kind === kind);
  const kinds = [...new Set(controls.map(({ kind }) => kind))];
  const unique = (/** @type {Rows} */ rows) => [...new Map(rows.map((row) => [row.join(), row])).values()];
  return [
    ["Everywhere", [...EVERYWHERE, ...(framed ? FRAME : [])]],
    ...kinds.map((kind) => /** @type {[string, Rows]} */ ([NAMES[kind], unique(of(kind).flatMap(OF_KIND[kind]))])),
    ["Figures", FIGURE],
    ...panels.filter(({ tap }) => tap).map(({ title }) => /** @type {[string, Rows]} */ ([`The figure “${title}”`, TAP])),
    ...(panels.some(({ kind }) => kind === "table") ? /** @type {[string, Rows][]} */ ([["Tables", TABLE]]) : []),
  ];
}

/** @param {import("../page.js").DemoPage} page @returns {import("../panels.js").Panel} */
export function panel({ spec }) {
  const content = groups(spec, window.parent !== window).flatMap(([name, rows]) => [
    make("h3", { className: "keys-of" }, name),
    make("dl", { className: "keys" }, ...rows.map(([keys, does]) =>
      make("div", {}, make("dt", {}, make("kbd", {}, keys)), make("dd", {}, does)))),
  ]);
  return { title: "Keys", content };
}
