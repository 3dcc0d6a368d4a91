/** What each key does on this page: the list is that of the controls and figures that it has. */
import { make } from "../dom.js";
import { names, ofFigure, rows, title } from "../../strings/en-keys.js";

/** @typedef {import("../../strings/en-keys.js").Rows} Rows */

/** Keys of a control. @param {ControlSpec} control @returns {Rows} */
function keysOf({ kind, play, least, most, brush }) {
  if (kind === "range") return [...rows.range, ...(play ? rows.play : [])];
  if (kind !== "points" && kind !== "line") return rows[kind];
  return [...rows.points, ...(least === most ? [] : rows.variable), ...(brush ? rows.brush : [])];
}

/** @param {DemoSpec} spec @param {boolean} framed @returns {[string, Rows][]} */
function groups({ controls, panels }, framed) {
  const kinds = [...new Set(controls.map(({ kind }) => kind))];
  const unique = (/** @type {Rows} */ all) => [...new Map(all.map((row) => [row.join(), row])).values()];
  return [
    [names.everywhere, [...rows.everywhere, ...(framed ? rows.frame : [])]],
    ...kinds.map((kind) => /** @type {[string, Rows]} */ (
      [names[kind], unique(controls.filter((control) => control.kind === kind).flatMap(keysOf))])),
    [names.figures, rows.figures],
    ...panels.filter(({ tap }) => tap).map((panel) => /** @type {[string, Rows]} */ ([ofFigure(panel.title), rows.tap])),
    ...(panels.some(({ kind }) => kind === "table") ? /** @type {[string, Rows][]} */ ([[names.tables, rows.tables]]) : []),
  ];
}

/** @param {import("../page.js").DemoPage} page @returns {import("../panels.js").Panel} */
export function panel({ spec }) {
  const content = groups(spec, window.parent !== window).flatMap(([name, list]) => [
    make("h3", { className: "keys-of" }, name),
    make("dl", { className: "keys" }, ...list.map(([keys, does]) =>
      make("div", {}, make("dt", {}, make("kbd", {}, keys)), make("dd", {}, does)))),
  ]);
  return { title, content };
}
