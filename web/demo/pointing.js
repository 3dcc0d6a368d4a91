/** What a pointer over a figure means: pixel values, measurements of regions, and a control set by a tap. */
import { fillUnits, format, values } from "./arrays.js";
import { cycleOf, pixelOf } from "./axes.js";
import { applies } from "./controls.js";
import { controls as controlWords, figures as words } from "../strings/en.js";

/**
 * Say what lies under the pointer, in the caption below the figure.
 * @param {import("./figures.js").Figures} figures
 * @param {PanelSpec} panel
 * @param {(index: number | null) => void} hover the row of a linked table
 */
export function readOut(figures, panel, hover) {
  const plot = figures.view(panel.name).model;
  const caption = /** @type {HTMLElement} */ (figures.cell(panel.name).querySelector("figcaption"));
  const idle = caption.textContent;

  /** @param {number} x @param {number} y */
  const say = (x, y) => {
    const image = figures.images[panel.name];
    const [x0, y0, w, h] = panel.extent ? values(figures.arrays[panel.extent]) : [-0.5, -0.5, image.shape[1], image.shape[0]];
    const [rows, columns] = image.shape;
    const col = Math.floor(((x - x0) / w) * columns);
    const row = Math.floor(((y - y0) / h) * rows);
    if (row < 0 || col < 0 || row >= rows || col >= columns) return leave();
    const pixel = pixelOf(panel, image.shape, figures.pixel);
    const [down, right] = panel.countAxes ? [Math.round(y), Math.round(x)] : [row, col];
    const place = (/** @type {number} */ index) => Number((index * (pixel?.size ?? 1)).toPrecision(3));
    const parts = [words.pixel(down, right, pixel ? words.length(place(right), place(down), pixel.unit) : "")];
    if (panel.frequencies) parts.push(frequency(x, y));
    for (const value of panel.readOut ?? []) {
      const array = figures.arrays[value.array];
      if (array) parts.push(`${value.label} ${written(value, row * columns + col)}`);
    }
    parts.push(...look(row * columns + col));
    caption.textContent = parts.join(" · ");
  };

  /** A place on a spectrum, and the period of its wave. @param {number} x @param {number} y in cycles */
  const frequency = (x, y) => {
    const cycle = cycleOf(panel, figures.pixel);
    const cycles = Math.hypot(x, y);
    const text = words.cycles(cycles.toFixed(1));
    if (!cycle) return text;
    const [inverse, period] = [cycles * cycle.size, 1 / (cycles * cycle.size)].map((value) => value.toPrecision(3));
    return words.frequency(text, inverse, cycle.unit, period, figures.pixel?.unit);
  };

  /** @param {number} flat */
  const look = (flat) => {
    const { lookUp } = panel;
    if (!lookUp || !figures.arrays[lookUp.by]) return [];
    const label = values(figures.arrays[lookUp.by])[flat];
    const index = label ? Array.from(values(figures.arrays[lookUp.key])).indexOf(label) : -1;
    hover(index < 0 ? null : index);
    if (index < 0) return [];
    return lookUp.columns.map((column) => `${column.label} ${written(column, index)}`);
  };

  /** @param {ValueSpec} value @param {number} index */
  const written = (value, index) =>
    format(values(figures.arrays[value.array])[index], { ...value, unit: fillUnits(value.unit, figures.units) });

  const leave = () => {
    caption.textContent = idle;
    if (panel.lookUp) hover(null);
  };
  for (const event of ["mousemove", "tap"]) plot.on_event(event, (/** @type {any} */ e) => say(e.x, e.y));
  plot.on_event("mouseleave", leave);
}

/**
 * Let a tap, a drag or the arrow keys on a figure set the nearest of some controls.
 * @param {import("./figures.js").Figures} figures
 * @param {PanelSpec} panel
 * @param {ControlSpec[]} controls of the page
 * @param {(values: State) => void} set
 * @returns {(state: State) => void} show a state
 */
export function tapToSet(figures, panel, controls, set) {
  const plot = figures.view(panel.name).model;
  const named = (/** @type {string} */ wanted) => /** @type {ControlSpec} */ (controls.find(({ name }) => name === wanted));
  const lines = /** @type {Tap[]} */ (panel.tap).map(({ control, over, height }) => {
    const spec = named(control);
    const { low = 0, high = 1 } = spec;
    const ends = () => {
      const edges = values(figures.arrays[over]);
      return [edges[0], edges[edges.length - 1]];
    };
    return {
      spec,
      height: height ? named(height) : null,
      /** Where a value stands. @param {number} value */
      place(value) {
        const [first, last] = ends();
        return first + ((value - low) / (high - low)) * (last - first);
      },
      /** @param {number} x */
      value(x) {
        const [first, last] = ends();
        return low + ((x - first) / (last - first)) * (high - low);
      },
    };
  });
  /** @type {State} */ let state = {};
  let held = lines[0];
  /** From places on the screen to those on an axis, as it was when a drag began: the axis may follow what is dragged. */
  let along = (/** @type {any} */ _) => 0;
  let upwards = along;
  /** What a drag up or down makes of the height of what is held, if it began at an end of it. @type {((event: any) => State) | null} */
  let stretch = null;

  const shown = () => lines.filter(({ spec }) => applies(spec, state));
  /** @param {ControlSpec} spec @param {number} value @returns {State} */
  const clamped = ({ name, low = 0, high = 1 }, value) =>
    ({ [name]: Math.min(Math.max(Number(value.toPrecision(6)), low), high) });
  /** @param {number} value @param {State} [more] */
  const change = (value, more) => set({ ...clamped(held.spec, value), ...more });
  const begin = (/** @type {any} */ event) => {
    const far = (/** @type {typeof held} */ line) => Math.abs(line.place(state[line.spec.name]) - event.x);
    held = shown().reduce((near, line) => (far(line) < far(near) ? line : near), shown()[0] ?? held);
    const { x_range, y_range } = plot;
    const [unitX, unitY] = [(x_range.end - x_range.start) / plot.inner_width, (y_range.end - y_range.start) / plot.inner_height];
    along = ({ sx }) => event.x + (sx - event.sx) * unitX;
    upwards = ({ sy }) => event.y - (sy - event.sy) * unitY;
    const { height } = held;
    const before = height ? state[height.name] : 0;
    // It stands on both sides of 0: an end is half its height away.
    stretch = height && Math.abs(event.y) > before / 4
      ? (now) => clamped(height, before + 2 * (upwards(now) * Math.sign(event.y) - Math.abs(event.y))) : null;
    describe();
    change(held.value(event.x));
  };
  for (const event of ["tap", "panstart"]) plot.on_event(event, begin);
  plot.on_event("pan", (/** @type {any} */ event) => change(held.value(along(event)), stretch?.(event)));

  const target = /** @type {HTMLElement} */ (figures.cell(panel.name).querySelector(".plot"));
  const aim = /** @type {HTMLElement} */ (target.querySelector(".aim"));
  aim.setAttribute("role", "slider");
  const describe = () => {
    const { label, name, low = 0, high = 1 } = held.spec;
    aim.setAttribute("aria-label", controlWords.onFigure(label, panel.title));
    aim.setAttribute("aria-valuemin", String(low));
    aim.setAttribute("aria-valuemax", String(high));
    aim.setAttribute("aria-valuenow", String(state[name]));
  };
  target.addEventListener("keydown", (event) => {
    const { name, step = 0.01 } = held.spec;
    const moves = /** @type {Record<string, number>} */ ({
      ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -10 * step, PageUp: 10 * step,
      Home: -Infinity, End: Infinity,
    });
    if (!(event.key in moves)) return;
    event.preventDefault();
    change(state[name] + moves[event.key]);
  });
  return (now) => {
    state = now;
    if (!shown().includes(held)) held = shown()[0] ?? lines[0];
    describe();
  };
}
