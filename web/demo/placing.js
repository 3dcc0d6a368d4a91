/** Points and lines on an image, placed and dragged with Bokeh's own point tool. */
import { applies } from "./controls.js";
import { brush } from "./painting.js";
import { same } from "./state.js";

const make = (/** @type {string} */ type, /** @type {object} */ attributes) => new (Bokeh.Models.get(type))(attributes);
/** @param {number[][]} places */
const columns = (places) => ({ x: places.map(([, x]) => x), y: places.map(([y]) => y) });
/** Of relative points, in percent: finer than a pixel, and short in a link. */
const round = (/** @type {number} */ value) => Number(value.toFixed(3));

/** Between points of a control and places on its panel. @param {ControlSpec} control @param {() => number[]} extent */
function mapping({ relative }, extent) {
  /** @param {number[]} point */
  const toPlace = ([row, col]) => {
    const [x, y, w, h] = extent();
    return relative ? [y + (row / 100) * h, x + (col / 100) * w] : [row, col];
  };
  /** @param {number[]} place */
  const toPoint = ([row, col]) => {
    const [x, y, w, h] = extent();
    return relative ? [round((100 * (row - y)) / h), round((100 * (col - x)) / w)] : [row, col];
  };
  return { toPlace, toPoint };
}

/**
 * Draw the values of the Points and Line controls of a panel on it and let a pointer change them.
 * @param {import("./figures.js").Figures} figures
 * @param {string} panel
 * @param {import("./controls.js").Controls} controls
 * @param {(values: State) => void} set
 * @returns {(state: State) => void} show a state
 */
export function placePoints(figures, panel, controls, set) {
  const { toolbar } = figures.view(panel).model;
  const layers = controls.specs.filter((control) => control.panel === panel).map((control) =>
    (control.brush ? brush : layer)(figures, control, controls.widget(control.name), (points) => set({ [control.name]: points })));
  const tools = layers.flatMap(({ tool }) => tool ?? []);
  if (tools.length) toolbar.tools = [...toolbar.tools, ...tools]; // all at once: Bokeh stumbles over several changes
  return (state) => layers.forEach(({ show }) => show(state));
}

/**
 * One control's points and the tool that moves them.
 * @param {import("./figures.js").Figures} figures
 * @param {ControlSpec} control
 * @param {any} list the control's widget: a point that is taken hold of is chosen there, and the other way round
 * @param {(points: number[][]) => void} changed
 */
function layer(figures, control, list, changed) {
  const panel = /** @type {string} */ (control.panel);
  const plot = figures.view(panel).model;
  const { toPlace, toPoint } = mapping(control, () => figures.extent(panel));
  const { least = 0, most = 0 } = control;
  const source = make("ColumnDataSource", { data: { x: [], y: [] } });
  const ringed = make("ColumnDataSource", { data: { x: [], y: [] } });
  const size = most > 20 ? 11 : 14;
  // A chosen point has its ring; Bokeh would fade all others.
  const draw = (/** @type {any} */ from, /** @type {any} */ glyph) =>
    make("GlyphRenderer", { data_source: from, glyph, selection_glyph: null, nonselection_glyph: null });
  const dot = { size, fill_color: "#ffd400", line_color: "#000000", fill_alpha: 0.8 };
  // With a number beside it a ring is enough, which leaves in sight what is aimed at.
  const circle = { size: 17, fill_alpha: 0, line_color: "#ffd400", line_width: 3 };
  const marks = draw(source, make("Scatter", control.numbered ? circle : dot));
  const ring = draw(ringed, make("Scatter", { size: size + 10, fill_color: null, line_color: "#d55e00", line_width: 4 }));
  const renderers = [ring, marks];
  const numbers = make("ColumnDataSource", { data: { x: [], y: [], text: [] } });
  if (control.numbered) {
    renderers.splice(1, 0, draw(source, make("Scatter", { ...circle, line_color: "#000000", line_width: 6 })));
    renderers.push(draw(numbers, make("Text", {
      x_offset: 9, y_offset: -8, text_font_size: "13px", text_font_style: "bold", text_color: "#000000",
      background_fill_color: "#ffd400", padding: [1, 4], border_radius: 4, border_line_color: "#000000",
    })));
  }
  if (control.kind === "line") renderers.unshift(draw(source, make("Line", { line_color: "#ffd400", line_width: 2 })));
  plot.renderers = [...plot.renderers, ...renderers];
  const tool = make("PointDrawTool", { renderers: [marks], num_objects: most, add: least < most });

  let showing = false;
  let at = -1;
  /** @type {number[][]} */ let shown = [];
  const drawn = () => Array.from(source.data.x, (/** @type {number} */ x, i) => toPoint([source.data.y[i], x]));
  const place = (/** @type {number[][]} */ points) => {
    const places = points.map(toPlace);
    showing = true;
    source.data = columns(places);
    showing = false;
  };
  const label = (/** @type {number[][]} */ places) => {
    const data = { ...columns(places), text: places.map((_, i) => String(i + 1)) };
    if (!same(data, numbers.data)) numbers.data = data;
  };
  const drawRing = () => {
    const visible = at >= 0 && at < source.data.x.length;
    ringed.data = visible ? { x: [source.data.x[at]], y: [source.data.y[at]] } : { x: [], y: [] };
  };
  // Not the change of `data`, which the tool tells only when a drag ends.
  source.change.connect(() => {
    if (showing) return;
    const points = drawn();
    if (points.length < least) return place(shown); // Backspace over the figure has removed one too many
    if (points.length > shown.length) list.choose(points.length - 1);
    shown = points;
    drawRing();
    changed(points);
  });
  // A drag takes along whatever is selected: only the point under the pointer shall be.
  let held = /** @type {number[]} */ ([]);
  source.selected.properties.indices.change.connect(() => {
    const { indices } = source.selected;
    const taken = indices.find((/** @type {number} */ i) => !held.includes(i)) ?? indices.at(-1);
    held = taken === undefined ? [] : [taken];
    if (indices.length > 1) source.selected.indices = held;
    else if (taken !== undefined) list.choose(taken);
  });
  list.chosen((/** @type {number} */ index) => {
    at = index;
    drawRing();
  });
  /** @param {State} state */
  const show = (state) => {
    const points = state[control.name];
    const visible = applies(control, state);
    for (const model of [...renderers, tool]) model.visible = visible;
    if (tool.active !== visible) tool.active = visible;
    list.scale(figures.shape(panel));
    shown = points;
    if (control.numbered) label(points.map(toPlace));
    if (same(drawn(), points)) return; // new data would end the drag that it comes from
    place(points);
    drawRing();
  };
  return { tool, show };
}
