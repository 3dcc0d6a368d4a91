/** Points and lines on an image, placed and dragged with Bokeh's own point tool. */

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
  source.properties.data.change.connect(() => {
    if (showing) return;
    const { x, y } = source.data;
    const points = Array.from(x, (/** @type {number} */ value, i) => [y[i], value]);
    if (points.length >= (control.least ?? 0)) changed(points);
  });
  return (points) => {
    showing = true;
    source.data = { x: points.map(([, x]) => x), y: points.map(([y]) => y) };
    showing = false;
  };
}
