/** Points and lines on an image, placed and dragged with Bokeh's own point tool. */
import { same } from "./state.js";

/**
 * Draw the value of a Points or Line control on its panel and let a pointer change it.
 * @param {any} plot Bokeh figure
 * @param {ControlSpec} control
 * @param {(points: number[][]) => void} changed
 * @returns {(points: number[][]) => void} show a value
 */
export function placePoints(plot, control, changed) {
  const { Models } = Bokeh;
  const make = (/** @type {string} */ type, /** @type {object} */ attributes) => new (Models.get(type))(attributes);
  const source = make("ColumnDataSource", { data: { x: [], y: [] } });
  const renderers = [];
  if (control.kind === "line") {
    renderers.push(make("GlyphRenderer", {
      data_source: source, glyph: make("Line", { line_color: "#ffd400", line_width: 2 }),
    }));
  }
  const marks = make("GlyphRenderer", {
    data_source: source,
    glyph: make("Scatter", { size: 14, fill_color: "#ffd400", line_color: "#000000", fill_alpha: 0.8 }),
  });
  renderers.push(marks);
  plot.renderers = [...plot.renderers, ...renderers];
  const tool = make("PointDrawTool", { renderers: [marks], num_objects: control.most ?? 0 });
  plot.toolbar.tools = [...plot.toolbar.tools, tool];
  plot.toolbar.active_drag = tool;
  plot.toolbar.active_tap = tool;

  let showing = false;
  const drawn = () => Array.from(source.data.x, (/** @type {number} */ x, i) => [source.data.y[i], x]);
  // Not the change of `data`, which the tool tells only when a drag ends.
  source.change.connect(() => {
    if (!showing && drawn().length >= (control.least ?? 0)) changed(drawn());
  });
  return (points) => {
    if (same(drawn(), points)) return; // new data would end the drag that it comes from
    showing = true;
    source.data = { x: points.map(([, x]) => x), y: points.map(([y]) => y) };
    showing = false;
  };
}
