/** Colour bars: their ends follow the images, their colours what the demo or the person wants. */
import { fillUnits, values } from "./arrays.js";
import { tagOf } from "./drawing.js";
import { same } from "./state.js";

/** Longest wait for the drag that goes on, in ms: a colour bar costs a layout. */
const LATER = 120;

export class ColourBars {
  /** Wanted in place of the demo's, by panel. @type {Map<string, string[]>} */ #palettes = new Map();
  #timer = 0;

  /** @param {import("./figures.js").Figures} figures */
  constructor(figures) {
    this.figures = figures;
  }

  /** Show the image of a panel in these colours from the next time on. @param {string} panel @param {string[]} colours */
  setPalette(panel, colours) {
    this.#palettes.set(panel, colours);
  }

  /** Set the bars soon, once nothing changes for a moment. */
  setSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.set(), LATER);
  }

  /** Set every bar to what its image shows. */
  set() {
    const { document, units } = this.figures;
    for (const bar of document?._all_models.values() ?? []) {
      if (bar.type !== "ColorBar") continue;
      const mapper = bar.color_mapper;
      const tag = tagOf(mapper);
      const title = fillUnits(tagOf(bar).title, units);
      const wanted = this.#scaleOf(tag);
      if (bar.title === title && Object.entries(wanted).every(([key, value]) => same(mapper[key], value))) continue;
      mapper.setv(wanted);
      if (bar.title !== title) {
        bar.title = title;
        bar.properties.color_mapper.change.emit(); // Bokeh draws the new title only with a new bar
      }
      this.figures.view(tag.panel)?.invalidate_layout(); // Bokeh leaves the room that the old numbers needed
    }
  }

  /**
   * Ends and colours of a bar; where Python has coloured the image, they are arrays, and where the image is
   * one of grey levels, `of` are those that the ends stand for.
   * @param {any} tag
   */
  #scaleOf({ panel, ends, colours, of }) {
    const { arrays, images } = this.figures;
    const palette = this.#palettes.get(panel);
    let [low, high] = ends ? values(arrays[ends]) : images[panel].limits;
    if (of) [low, high] = images[panel].limits.map((level) => low + ((level - of[0]) / (of[1] - of[0])) * (high - low));
    if (!colours) return palette ? { low, high, palette } : { low, high };
    const bytes = Array.from(values(arrays[colours]));
    const made = Array.from({ length: bytes.length / 4 }, (_, i) => `rgb(${bytes.slice(4 * i, 4 * i + 3).join(" ")})`);
    return { low, high, palette: made };
  }
}
