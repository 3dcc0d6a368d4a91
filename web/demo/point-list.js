/**
 * The keyboard's and the screen reader's way to points on an image: a list of them. The pointer's way is in
 * placing.js; both change the same value.
 */
import { make } from "./dom.js";

/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @type {import("./controls.js").Maker} */
export function pointList(spec, changed) {
  /** @type {number[][]} */ let points = [];
  const list = make("ol", { className: "points" });
  const add = make("button", { type: "button" }, "Add point");
  const clear = make("button", { type: "button" }, "Clear");
  const least = spec.least ?? 0;

  /** @param {number[][]} next @param {number} [focus] */
  const change = (next, focus) => {
    changed(next);
    if (focus !== undefined) list.querySelectorAll("button")[focus]?.focus();
  };
  add.addEventListener("click", () => {
    const last = points.at(-1) ?? [0, 0];
    change([...points, [last[0] + 10, last[1] + 10]], points.length);
  });
  clear.addEventListener("click", () => change(points.slice(0, least)));
  list.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const i = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    if (i < 0) return;
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      const size = event.shiftKey ? 10 : 1;
      change(points.map((p, k) => (k === i ? [p[0] + size * step[0], p[1] + size * step[1]] : p)), i);
    } else if ((event.key === "Delete" || event.key === "Backspace") && points.length > least) {
      event.preventDefault();
      change(points.filter((_, k) => k !== i), Math.max(0, i - 1));
    }
  });
  return {
    element: make("fieldset", { className: "control", title: spec.help },
      make("legend", {}, spec.label), list, make("div", { className: "options" }, add, clear)),
    show(value) {
      points = value;
      const texts = points.map(([row, col], i) =>
        `${i + 1}: row ${Number(row.toFixed(1))}, column ${Number(col.toFixed(1))} ${spec.unit}`);
      while (list.children.length > points.length) list.lastElementChild?.remove();
      while (list.children.length < points.length) {
        list.append(make("li", {}, make("button", {
          type: "button", title: "arrow keys move it by 1 px, with Shift by 10; Delete removes it",
        })));
      }
      list.querySelectorAll("button").forEach((button, i) => (button.textContent = texts[i]));
      add.disabled = points.length >= (spec.most ?? Infinity);
      clear.disabled = points.length <= least;
    },
  };
}
