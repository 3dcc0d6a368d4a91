/**
 * Bokeh's documents on our pages. Bokeh lays a figure out and draws it anew at each change, and does so at once: what is
 * known before a figure is shown is set before there are views, which costs nothing, and nothing is drawn until then.
 */

/** The models of a document, of which nothing is shown yet. @param {any} json what the build wrote */
export const readDocument = (json) => Bokeh.Document.from_json(json);

/**
 * Lay out figures, and hold their drawing back until `draw`.
 * @param {any} document_
 * @param {Map<string, any>} plots Bokeh figures, by panel
 * @param {(panel: string) => Element | null} place where each goes
 * @returns {Promise<Map<string, any>>} their views
 */
export async function viewsOf(document_, plots, place) {
  const panels = new Map([...plots].map(([panel, plot]) => [plot, panel]));
  for (const plot of panels.keys()) plot.hold_render = true;
  const places = document_.roots().map((/** @type {any} */ plot) => place(panels.get(plot) ?? ""));
  const views = await Bokeh.add_document_standalone(document_, document.body, places);
  return new Map([...plots].map(([panel, plot]) => [panel, views.get(plot)]));
}

/** Draw what `viewsOf` held back. @param {any} view */
export function draw(view) {
  view.model.setv({ hold_render: false }, { silent: true }); // Bokeh would draw in the next frame, and then again
  view.repaint();
}

/** @param {any} view @param {{frame_width: number, frame_height: number}} frame */
export function resize(view, frame) {
  const { frame_width, frame_height } = view.model;
  if (frame.frame_width === frame_width && frame.frame_height === frame_height) return;
  view.model.setv(frame, { silent: true }); // one layout, not one for each of the two
  view.invalidate_layout();
}

/**
 * A picture of figures, as they are on the screen.
 * @param {HTMLElement} container
 * @param {any[]} views
 * @returns {Promise<ArrayBuffer>}
 */
export async function pictureOf(container, views) {
  const box = container.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  const scale = devicePixelRatio;
  canvas.width = Math.round(box.width * scale);
  canvas.height = Math.round(box.height * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const view of views) {
    const part = view.el.getBoundingClientRect();
    context.drawImage(view.export("auto", false).canvas, (part.x - box.x) * scale, (part.y - box.y) * scale,
      part.width * scale, part.height * scale);
  }
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return /** @type {Blob} */ (blob).arrayBuffer();
}
