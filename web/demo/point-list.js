/**
 * The keyboard's and the screen reader's way to points on an image: a list of them that is one stop of the tab
 * key. The pointer's way is in placing.js; both change the same value.
 */
import { make } from "./dom.js";
import { points as words } from "../strings/en.js";

/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
/** Keys that choose another point. @type {Record<string, number>} */
const CHOOSE = { PageUp: -1, PageDown: 1, "[": -1, "]": 1, Home: -Infinity, End: Infinity };
/** Of more points than these, only the chosen one is listed. */
const MANY = 12;
/** An arrow key moves by a pixel, of relative points too. */
const PIXELS = 1;

/** @type {import("./controls.js").Maker} */
export function pointList(spec, changed) {
  const { least = 0, most = Infinity, cleared = [] } = spec;
  const fixed = least === most;
  const many = most > MANY;
  const rest = cleared.length ? cleared : null;
  /** @type {number[][]} */ let points = [];
  let chosen = 0;
  /** Rows and columns of the image, for points in percent of it. */
  let shape = [100, 100];
  /** @type {(index: number) => void} */ let onChoose = () => {};
  const list = make("ol", { className: "points" });
  const said = make("output", { className: "unseen", "aria-live": "polite" });
  const add = make("button", { type: "button" }, words.add);
  const clear = make("button", { type: "button" }, rest ? words.atRest : words.clear);
  const erase = make("button", { type: "button", "aria-pressed": "false", title: words.eraseTitle }, words.erase);
  const before = make("button", { type: "button", className: "step", "aria-label": words.previous(spec.label) }, "‹");
  const after = make("button", { type: "button", className: "step", "aria-label": words.next(spec.label) }, "›");
  const keys = words.keys(`1 ${spec.relative ? "px" : spec.unit}`.trim(), fixed);

  const text = (/** @type {number} */ i) => {
    const [row, col] = points[i].map((value) => Number(value.toFixed(1)));
    return words.place(i + 1, row, col, spec.unit);
  };
  const listed = () => (many ? points.slice(0, 1).map(() => chosen) : points.map((_, i) => i));
  const buttons = () => [...list.querySelectorAll("button")];
  const focus = () => buttons()[many ? 0 : chosen]?.focus();
  const say = () => (said.value = points.length ? words.ofMany(text(chosen), points.length) : words.none);

  function draw() {
    chosen = Math.max(0, Math.min(chosen, points.length - 1));
    const indices = listed();
    while (list.children.length > indices.length) list.lastElementChild?.remove();
    while (list.children.length < indices.length) {
      list.append(make("li", {}, make("button", { type: "button", title: keys })));
    }
    buttons().forEach((button, k) => {
      button.textContent = text(indices[k]);
      button.tabIndex = indices[k] === chosen ? 0 : -1;
      button.classList.toggle("chosen", indices[k] === chosen);
    });
    add.disabled = points.length >= most;
    clear.disabled = rest ? JSON.stringify(points) === JSON.stringify(rest) : points.length <= least;
    before.disabled = chosen <= 0;
    after.disabled = chosen >= points.length - 1;
  }
  /** @param {number} index */
  function choose(index) {
    chosen = Math.max(0, Math.min(index, points.length - 1));
    draw();
    onChoose(chosen);
  }
  /** @param {number[][]} next @param {number} index */
  function change(next, index) {
    changed(next);
    choose(index);
    focus();
    say();
  }
  add.addEventListener("click", () => {
    const last = points[chosen] ?? [0, 0];
    change([...points, [last[0] + 10, last[1] + 10]], points.length);
  });
  clear.addEventListener("click", () => changed(rest ?? points.slice(0, least)));
  erase.addEventListener("click", () =>
    erase.setAttribute("aria-pressed", String(erase.getAttribute("aria-pressed") === "false")));
  for (const [button, step] of /** @type {[HTMLButtonElement, number][]} */ ([[before, -1], [after, 1]])) {
    button.addEventListener("click", () => {
      choose(chosen + step);
      say();
    });
  }
  list.addEventListener("focusin", (event) => {
    const k = buttons().indexOf(/** @type {HTMLButtonElement} */ (event.target));
    if (k >= 0) choose(listed()[k]);
  });
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !points.length) return;
    const step = STEPS[event.key];
    if (step) {
      const unit = spec.relative ? shape.map((length) => (100 * PIXELS) / length) : [PIXELS, PIXELS];
      const times = event.shiftKey ? 10 : 1;
      const moved = points[chosen].map((value, axis) => Number((value + times * unit[axis] * step[axis]).toFixed(3)));
      change(points.map((p, k) => (k === chosen ? moved : p)), chosen);
    } else if (event.key in CHOOSE) {
      choose(chosen + CHOOSE[event.key] * (event.shiftKey ? 10 : 1));
      focus();
      say();
    } else if ((event.key === "Delete" || event.key === "Backspace") && points.length > least) {
      change(points.filter((_, k) => k !== chosen), Math.max(0, chosen - 1));
    } else return;
    event.preventDefault();
  });
  return {
    element: make("fieldset", { className: "control", title: spec.help }, make("legend", {}, spec.label),
      make("div", { className: "options" }, ...(many ? [before, list, after] : [list]), ...(spec.brush ? [erase] : []), ...(fixed ? [] : [add]),
        ...(fixed && !rest ? [] : [clear])), said),
    show(value) {
      points = value;
      draw();
    },
    scale: (/** @type {number[]} */ size) => (shape = size),
    choose,
    erasing: () => erase.getAttribute("aria-pressed") === "true",
    /** @param {(index: number) => void} listener */
    chosen: (listener) => (onChoose = listener),
  };
}
