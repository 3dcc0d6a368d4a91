/** Discs, or whole pixels, painted on an image by dragging, and erased the same way. */
import { applies } from "./controls.js";

/** The next disc of a stroke begins where the last one has come this far of its radius. */
const APART = 0.7;
/** The brush whose points are whole pixels. */
const PIXELS = "pixels";

/**
 * Draw the discs of a Points control that has a brush and let a pointer paint them. While a tool of the figure is
 * chosen, a drag is the tool's.
 * @param {import("./figures.js").Figures} figures
 * @param {ControlSpec} control
 * @param {any} list the control's widget, which says whether a drag erases
 * @param {(points: number[][]) => void} changed
 * @returns {{tool?: any, show: (state: State) => void}}
 */
export function brush(figures, control, list, changed) {
  const plot = figures.view(/** @type {string} */ (control.panel)).model;
  const make = (/** @type {string} */ type, /** @type {object} */ attributes) => new (Bokeh.Models.get(type))(attributes);
  const draw = (/** @type {object} */ look) => {
    const source = make("ColumnDataSource", { data: { x: [], y: [] } });
    const glyph = make("Circle", { radius: 1, fill_color: null, ...look });
    const renderer = make("GlyphRenderer", { data_source: source, glyph });
    return { source, glyph, renderer };
  };
  const discs = draw({ line_color: "#ffd400", line_width: 1.5 });
  const ring = draw({ line_color: "#d55e00", line_width: 4 });
  plot.renderers = [...plot.renderers, ring.renderer, discs.renderer];

  /** @type {number[][]} */ let points = [];
  const pixels = control.brush === PIXELS;
  let radius = pixels ? 0.5 : 1;
  let at = -1;
  let visible = false;
  /** @type {number[] | undefined} */ let last;
  const data = (/** @type {number[][]} */ shown) => ({ x: shown.map(([, x]) => x), y: shown.map(([y]) => y) });
  const drawRing = () => (ring.source.data = data(at in points ? [points[at]] : []));

  /** @param {any} event */
  const dab = ({ x, y }) => {
    if (pixels) [x, y] = [Math.round(x), Math.round(y)];
    const [left, top, w, h] = figures.extent(/** @type {string} */ (control.panel));
    if (!visible || plot.toolbar.gestures.pan.active || x < left || x > left + w || y < top || y > top + h) return;
    const far = (/** @type {number[]} */ [row, col]) => Math.hypot(row - y, col - x);
    if (list.erasing()) {
      const kept = points.filter((point) => far(point) > radius);
      if (kept.length < points.length) changed(kept);
    } else if (points.length < (control.most ?? Infinity) && !(last && far(last) < APART * radius)
      && !(pixels && points.some((point) => far(point) < radius))) {
      last = [y, x].map((value) => Number(value.toFixed(2)));
      changed([...points, last]);
      list.choose(points.length - 1);
    }
  };
  const begin = (/** @type {any} */ event) => {
    last = undefined;
    dab(event);
  };
  for (const event of ["tap", "panstart"]) plot.on_event(event, begin);
  plot.on_event("pan", dab);
  // Who holds still before dragging has pressed: for Bokeh, no drag comes of that.
  let pressed = false;
  plot.on_event("press", (/** @type {any} */ event) => {
    pressed = true;
    begin(event);
  });
  plot.on_event("pressup", () => (pressed = false));
  plot.on_event("mousemove", (/** @type {any} */ event) => pressed && dab(event));
  list.chosen((/** @type {number} */ index) => {
    at = index;
    drawRing();
  });
  return {
    show(state) {
      points = state[control.name];
      visible = applies(control, state);
      if (!pixels) radius = state[/** @type {string} */ (control.brush)];
      for (const { glyph, renderer } of [discs, ring]) {
        glyph.radius = { value: radius };
        renderer.visible = visible;
      }
      discs.source.data = data(points);
      drawRing();
    },
  };
}
