/** What the axes of a figure say: labels with units, and lengths on those of an image whose pixel size is known. */
import { fillUnits } from "./arrays.js";
import { figures as words } from "../strings/en.js";

/**
 * Write the units of a result into the labels of a plot.
 * @param {any} plot Bokeh figure
 * @param {PanelSpec} panel
 * @param {Record<string, string>} units
 */
export function labelAxes(plot, panel, units) {
  if (!panel.axes) return;
  const [x, y] = panel.axes.map((label) => fillUnits(label, units));
  plot.below[0].axis_label = x;
  plot.left[0].axis_label = y;
}

/** Ticks that a demo wishes for. @type {WeakMap<any, number>} */
const wished = new WeakMap();
/** Below a frame so narrow, in px, the numbers of many ticks would touch. */
const NARROW = 150;
const FEW = 3;

/**
 * @param {any} plot Bokeh figure
 * @param {number} width of its frame in px
 */
export function spaceTicks(plot, width) {
  for (const { ticker } of plot.below) {
    if (!ticker.desired_num_ticks) continue;
    if (!wished.has(ticker)) wished.set(ticker, ticker.desired_num_ticks);
    const wish = wished.get(ticker) ?? FEW;
    ticker.desired_num_ticks = width < NARROW ? Math.min(wish, FEW) : wish;
  }
}

/**
 * The size of the pixels of a panel: none where its pixels are not those of the demo's image.
 * @param {PanelSpec} panel
 * @param {readonly number[]} shape of the image that it shows
 * @param {Pixel | null} pixel
 */
export function pixelOf(panel, shape, pixel) {
  const same = panel.countAxes || (pixel?.shape[0] === shape[0] && pixel?.shape[1] === shape[1]);
  return panel.lengths && pixel && same ? pixel : undefined;
}

/**
 * The frequency of one cycle per longest side of the demo's image, for a panel that shows a spectrum of it.
 * @param {PanelSpec} panel
 * @param {Pixel | null} pixel
 */
export function cycleOf(panel, pixel) {
  if (!panel.frequencies || !pixel) return undefined;
  return { size: 1 / (Math.max(...pixel.shape) * pixel.size), unit: `${pixel.unit}⁻¹` };
}

/**
 * Set the ranges that the axes of an image show: those of its pixels, or lengths from the middle of its first one.
 * @param {any} plot Bokeh figure
 * @param {number[]} extent x, y, width and height in pixels
 * @param {Pixel} [pixel]
 */
export function setLengths(plot, extent, pixel) {
  setSecondRanges(plot, extent, pixel?.size ?? 1);
  plot.below[0].axis_label = pixel ? `x / ${pixel.unit}` : words.column;
  plot.left[0].axis_label = pixel ? `y / ${pixel.unit}` : words.row;
}

/**
 * The same for a spectrum: frequencies, or cycles.
 * @param {any} plot Bokeh figure
 * @param {PanelSpec} panel
 * @param {number[]} extent x, y, width and height in cycles
 * @param {{size: number, unit: string}} [cycle]
 */
export function setFrequencies(plot, panel, extent, cycle) {
  setSecondRanges(plot, extent, cycle?.size ?? 1);
  plot.below[0].axis_label = cycle ? `frequency / ${cycle.unit}` : panel.axes?.[0];
}

/** @param {any} plot @param {number[]} extent @param {number} size of its unit */
function setSecondRanges(plot, [x, y, w, h], size) {
  // Zoomed as the picture is: the image may have changed while a person looks at a part of it.
  for (const [axis, start, end] of /** @type {[string, number, number][]} */ ([["x", x, x + w], ["y", y + h, y]])) {
    const shown = plot[`${axis}_range`];
    plot[`extra_${axis}_ranges`].length.setv({
      start: size * shown.start, end: size * shown.end, reset_start: size * start, reset_end: size * end,
    });
  }
}
