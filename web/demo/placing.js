/** Points and lines on an image, placed and dragged with Bokeh's own point tool. */
import { same } from "./state.js";

/** @param {number[][]} points */
const columns = (points) => ({ x: points.map(([, x]) => x), y: points.map(([y]) => y) });

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
  const labels = make("ColumnDataSource", { data: { x: [], y: [], text: [] } });
  if (control.numbered) {
    // A ring leaves in sight what is aimed at, and a choice of one point lets none of the others fade.
    marks.setv({ glyph: make("Scatter", { size: 17, fill_alpha: 0, line_color: "#ffd400", line_width: 3 }), nonselection_glyph: null });
    renderers.push(make("GlyphRenderer", {
      data_source: source, nonselection_glyph: null,
      glyph: make("Scatter", { size: 17, fill_alpha: 0, line_color: "#000000", line_width: 6 }),
    }), make("GlyphRenderer", {
      data_source: labels,
      glyph: make("Text", {
        x_offset: 9, y_offset: -8, text_font_size: "13px", text_font_style: "bold", text_color: "#000000",
        background_fill_color: "#ffd400", padding: [1, 4], border_radius: 4, border_line_color: "#000000",
      }),
    }));
  }
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
    if (control.numbered) labels.data = { ...columns(points), text: points.map((_, i) => String(i + 1)) };
    if (same(drawn(), points)) return; // new data would end the drag that it comes from
    showing = true;
    source.data = columns(points);
    showing = false;
  };
}
