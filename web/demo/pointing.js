/** What a pointer over a figure means: pixel values, measurements of regions, and a control set by a tap. */
import { fillUnits, format, values } from "./arrays.js";
import { pixelOf } from "./axes.js";

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
    const parts = [`row ${down}, column ${right}${pixel ? ` (x ${place(right)}, y ${place(down)} ${pixel.unit})` : ""}`];
    for (const value of panel.readOut ?? []) {
      const array = figures.arrays[value.array];
      if (array) parts.push(`${value.label} ${written(value, row * columns + col)}`);
    }
    parts.push(...look(row * columns + col));
    caption.textContent = parts.join(" · ");
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
 * Let a tap, a drag or the arrow keys on a figure set a control.
 * @param {import("./figures.js").Figures} figures
 * @param {PanelSpec} panel
 * @param {ControlSpec} control
 * @param {() => number} current
 * @param {(value: number) => void} set
 */
export function tapToSet(figures, panel, control, current, set) {
  const { over } = /** @type {{over: string}} */ (panel.tap);
  const { low = 0, high = 1, step = 0.01 } = control;
  const plot = figures.view(panel.name).model;
  const cell = figures.cell(panel.name);
  const clamp = (/** @type {number} */ value) => Math.min(Math.max(value, low), high);

  const at = (/** @type {any} */ event) => {
    const edges = values(figures.arrays[over]);
    const share = (event.x - edges[0]) / (edges[edges.length - 1] - edges[0]);
    set(clamp(Number((low + share * (high - low)).toPrecision(6))));
  };
  for (const event of ["tap", "panstart", "pan"]) plot.on_event(event, at);

  const target = /** @type {HTMLElement} */ (cell.querySelector(".plot"));
  target.tabIndex = 0;
  target.setAttribute("role", "slider");
  target.setAttribute("aria-label", `${control.label}, on the figure “${panel.title}”`);
  target.setAttribute("aria-valuemin", String(low));
  target.setAttribute("aria-valuemax", String(high));
  target.addEventListener("keydown", (event) => {
    const moves = /** @type {Record<string, number>} */ ({
      ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -10 * step, PageUp: 10 * step,
      Home: -Infinity, End: Infinity,
    });
    if (!(event.key in moves)) return;
    event.preventDefault();
    set(clamp(Number((current() + moves[event.key]).toPrecision(6))));
  });
  return () => target.setAttribute("aria-valuenow", String(current()));
}
