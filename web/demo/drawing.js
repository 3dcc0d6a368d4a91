/** How Bokeh draws on our pages: images smoothly where they are shrunk, and all of it without detours. */

import { describeTools } from "./figure-keys.js";

/** What livedemo.view wrote on a data source. @param {any} source */
export const tagOf = (source) => source.tags[0] ?? {};

/** Change how all figures of the page are drawn, once Bokeh is there. */
export function adaptDrawing() {
  const View = Bokeh.Models.get("ImageRGBA").prototype.default_view.prototype;
  smoothWhereShrunk(View);
  fillAtOnce(View);
  skipStyleLookups();
  describeTools();
}

/**
 * Bokeh asks the style sheets for each property of each line and label whenever it paints, hundreds of times a
 * frame, in case a page has set variables like `--bk-axis-label-text-color` or a font size to which others are
 * relative. Ours does neither: theme.js sets the colours, livedemo.view the sizes in pixels.
 */
function skipStyleLookups() {
  Bokeh.VisualProperties.prototype._get_css_value = () => "";
  const Figure = Bokeh.Models.get("Figure").prototype.default_view.prototype;
  Object.defineProperty(Figure, "base_font_size", { value: null });
}

/**
 * Draw images smoothly where they are shrunk and with hard pixels where they are enlarged; Bokeh always uses
 * the nearest pixel, which makes moiré of fine patterns. Masks and labels are never blended.
 * @param {any} View
 */
function smoothWhereShrunk(View) {
  const paint = View._paint;
  View._paint = function (/** @type {any} */ context, /** @type {any[]} */ ...rest) {
    const shrink = !tagOf(this.renderer.model.data_source).exact;
    const drawImage = context.drawImage;
    context.drawImage = (/** @type {HTMLCanvasElement} */ picture, /** @type {number[]} */ ...box) => {
      const scale = Math.abs(box[2] / picture.width) * devicePixelRatio;
      context.imageSmoothingEnabled = shrink && scale < 1;
      context.imageSmoothingQuality = "high";
      drawImage.call(context, picture, ...box);
    };
    try {
      paint.call(this, context, ...rest);
    } finally {
      delete context.drawImage;
    }
  };
}

/**
 * Put the pixels of an array onto the glyph's canvas as they are; Bokeh reads the canvas, copies the pixels
 * into what it has read, and writes that back.
 * @param {any} View
 */
function fillAtOnce(View) {
  View._set_image_data_from_buffer = function (/** @type {number} */ i, /** @type {Uint8ClampedArray<ArrayBuffer>} */ pixels) {
    const canvas = this._get_or_create_canvas(i);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.putImageData(new ImageData(pixels, canvas.width, canvas.height), 0, 0);
    this.image_data[i] = canvas;
  };
}

/**
 * Give a source new columns. Bokeh would compare them with the old ones first, number by number.
 * @param {any} source
 * @param {Record<string, any>} data
 */
export function setData(source, data) {
  source.setv({ data }, { check_eq: false });
}
