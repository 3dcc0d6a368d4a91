/**
 * The figures of a demo: drawn from the build's document, then kept up to date with arrays from Python.
 */
import { values } from "./arrays.js";
import { cycleOf, labelAxes, pixelOf, setFrequencies, setLengths, spaceTicks } from "./axes.js";
import { ColourBars } from "./colour-bars.js";
import { adaptDrawing, setData, tagOf } from "./drawing.js";
import { draw, pictureOf, readDocument, resize, viewsOf } from "./embedding.js";
import { arrange, frameIn, row } from "./layout.js";
import { applyTheme } from "./theme.js";

/** So many screen pixels along each side of a pixel of an image are enough to tell pixels apart. */
const ENOUGH = 12;
/** Pixels of title, axes and colour bar around a figure's frame, until they are measured. */
const CHROME = { image: [76, 84], plot: [84, 84], table: [0, 0] };

export class Figures {
  /** @type {Map<string, any>} */ #plots = new Map();
  /** @type {Map<string, any>} */ #views = new Map();
  /** @type {Map<string, HTMLElement>} */ #cells = new Map();
  /** @type {Map<string, number[]>} */ #extents = new Map();
  /** @type {Record<string, NamedArray>} */ arrays = {};
  /** @type {Record<string, NamedImage>} */ images = {};
  /** @type {Record<string, string>} */ units = {};
  /** @type {Pixel | null} */ pixel = null;
  /** @type {Map<string, [number, number]>} */ #measured = new Map();
  #swiped = false;
  #fitting = false;
  /** Data sources that follow arrays. @type {any[]} */ #sources = [];
  bars = new ColourBars(this);

  /**
   * @param {HTMLElement} container
   * @param {PanelSpec[]} panels
   */
  constructor(container, panels) {
    this.container = container;
    this.panels = panels;
    for (const panel of panels) {
      this.#cells.set(panel.name, /** @type {HTMLElement} */ (container.querySelector(`[data-panel="${panel.name}"]`)));
    }
  }

  /**
   * Lay out the first figure; `reveal` then draws it.
   * @param {any} first what the build wrote: Bokeh document, roots, images and small arrays
   * @param {(name: string) => Promise<NamedImage>} loadImage
   */
  async paint(first, loadImage) {
    adaptDrawing();
    const images = Promise.all(Object.keys(first.images).map(async (name) => [name, await loadImage(name)]));
    this.arrays = first.arrays;
    this.units = first.units;
    this.pixel = first.pixel;
    this.images = Object.fromEntries(await images);
    for (const panel of this.panels) this.#extents.set(panel.name, this.#extentOf(panel) ?? []);
    this.document = readDocument(first.doc);
    for (const [name, id] of Object.entries(first.roots)) this.#plots.set(name, this.document.get_model_by_id(id));
    this.#sources = [...this.document._all_models.values()].filter((m) => m.type === "ColumnDataSource");
    this.setTheme();
    this.#labelAxes();
    this.#setLengths();
    this.#fill(Object.keys(this.images));
    this.bars.set();
    for (const [name, frame] of this.#place()) this.#plots.get(name)?.setv(frame);
    this.#views = await viewsOf(this.document, this.#plots, (name) => this.cell(name).querySelector(".plot"));
    for (const name of this.#views.keys()) this.#measure(name);
    this.#watchLayout();
    this.fit();
    new ResizeObserver(() => this.fit()).observe(this.container);
  }

  /** Draw on the canvases, once all is where it belongs. */
  reveal() {
    for (const view of this.#views.values()) draw(view);
  }

  /** @param {string} name */
  view(name) {
    return this.#views.get(name);
  }

  /** @param {string} name */
  cell(name) {
    return /** @type {HTMLElement} */ (this.#cells.get(name));
  }

  /** @param {string} panel @param {string} text */
  setTitle(panel, text) {
    const { title } = this.#plots.get(panel);
    if (title.text !== text) title.text = text;
  }

  setTheme() {
    if (this.document) applyTheme(this.document);
  }

  /** Show new results. @param {DemoResult} result */
  update(result) {
    Object.assign(this.arrays, result.arrays);
    Object.assign(this.images, result.images);
    if (JSON.stringify(this.units) !== JSON.stringify(result.units)) {
      this.units = result.units;
      this.#labelAxes();
    }
    const changed = new Set([...Object.keys(result.arrays), ...Object.keys(result.images)]);
    this.#fill([...changed]);
    let moved = JSON.stringify(this.pixel) !== JSON.stringify(result.pixel);
    this.pixel = result.pixel;
    for (const panel of this.panels) {
      const extent = this.#extentOf(panel);
      const old = this.#extents.get(panel.name);
      if (!extent || (old && extent.every((value, i) => value === old[i]))) continue;
      this.#extents.set(panel.name, extent);
      this.#setRanges(panel.name, extent);
      moved = true;
    }
    if (moved) {
      this.#setLengths();
      this.fit();
    }
    this.bars.setSoon();
  }

  /** Choose the row `index` in everything that is linked to a table. @param {string} link @param {number | null} index */
  select(link, index) {
    for (const source of this.#sources) {
      if (source.tags[0]?.link === link) source.selected.indices = index === null ? [] : [index];
    }
  }

  /** Where a panel's image lies on its axes: x, y, width, height. @param {string} name @returns {number[]} */
  extent(name) {
    return this.#extents.get(name) ?? [];
  }

  /** Rows and columns of a panel's image. @param {string} name @returns {number[]} */
  shape(name) {
    return (this.images[name] ?? this.arrays[name]).shape;
  }

  /** @param {PanelSpec} panel */
  #extentOf(panel) {
    if (panel.kind !== "image") return undefined;
    if (panel.extent) return [...values(this.arrays[panel.extent])];
    const [rows, columns] = (this.images[panel.name] ?? this.arrays[panel.name]).shape;
    return [-0.5, -0.5, columns, rows];
  }

  /** Put arrays into the columns that follow them. @param {string[]} changed */
  #fill(changed) {
    for (const source of this.#sources) {
      const tag = tagOf(source);
      if (tag.image && (changed.includes(tag.image) || changed.includes(tag.extent))) {
        const { shape, data, exact } = this.images[tag.image];
        tag.exact = exact;
        // Bokeh only draws arrays of its own class: take the one that the build's document brought along.
        const NDArray = source.data.image[0].constructor;
        const [x, y, w, h] = tag.extent ? values(this.arrays[tag.extent]) : [-0.5, -0.5, shape[1], shape[0]];
        setData(source, { image: [new NDArray(data, shape)], x: [x], y: [y], dw: [w], dh: [h] });
      } else if (tag.columns && Object.values(tag.columns).some((name) => changed.includes(/** @type {string} */ (name)))) {
        setData(source, Object.fromEntries(Object.entries(tag.columns).map(([column, name]) =>
          [column, Array.from(values(this.arrays[/** @type {string} */ (name)]))])));
      }
    }
  }

  #labelAxes() {
    for (const panel of this.panels) {
      const plot = this.#plots.get(panel.name);
      if (plot) labelAxes(plot, panel, this.units);
    }
  }

  /** Lengths, or frequencies, on the axes of the images whose pixels have a size. */
  #setLengths() {
    for (const panel of this.panels.filter(({ frequencies }) => frequencies)) {
      const extent = /** @type {number[]} */ (this.#extents.get(panel.name));
      setFrequencies(this.#plots.get(panel.name), panel, extent, cycleOf(panel, this.pixel));
    }
    for (const panel of this.panels.filter(({ lengths }) => lengths)) {
      const extent = /** @type {number[]} */ (this.#extents.get(panel.name));
      setLengths(this.#plots.get(panel.name), extent, pixelOf(panel, [extent[3], extent[2]], this.pixel));
    }
  }

  /** @param {string} name @param {number[]} extent */
  #setRanges(name, [x, y, w, h]) {
    const { x_range, y_range } = this.#plots.get(name);
    x_range.setv({ start: x, end: x + w, reset_start: x, reset_end: x + w });
    y_range.setv({ start: y + h, end: y, reset_start: y + h, reset_end: y });
  }

  /** Fit every figure into the room that the page has now. */
  fit() {
    if (!this.container.clientWidth) return; // a hidden slide has no size
    for (const [name, frame] of this.#place()) {
      const view = this.#views.get(name);
      if (!view) continue;
      spaceTicks(view.model, frame.frame_width);
      resize(view, frame);
    }
  }

  /** Place the cells and return the frame of each figure. In a narrower cell a caption may need one line more. */
  #place() {
    const before = this.#captions();
    const frames = this.#arrange();
    return this.#captions() === before ? frames : this.#arrange();
  }

  #captions() {
    return this.panels.map((panel) => this.#chrome(panel)[1]).join();
  }

  #arrange() {
    const width = this.container.clientWidth;
    const height = this.container.clientHeight;
    const swiped = getComputedStyle(this.container).getPropertyValue("--swiped").trim() === "1";
    const items = this.panels.map((panel) => {
      const [, , w, h] = this.#extents.get(panel.name) ?? [];
      if (panel.kind !== "image") return { aspect: null, chrome: this.#chrome(panel) };
      const [rows, columns] = this.shape(panel.name);
      return { aspect: w / h, chrome: this.#chrome(panel), enough: ENOUGH ** 2 * rows * columns };
    });
    const boxes = (swiped ? row : arrange)(items, width, height);
    const frames = new Map();
    this.panels.forEach((panel, i) => {
      const { x, y, width: w, height: h } = boxes[i];
      this.cell(panel.name).style.cssText = `left:${x}px;top:${y}px;width:${w}px;height:${h}px`;
      if (panel.kind === "table") return;
      const frame = frameIn(items[i], boxes[i]);
      frames.set(panel.name, { frame_width: Math.round(frame.width), frame_height: Math.round(frame.height) });
    });
    // Those that lay on one another are snapped to alike, and a browser may follow any of them.
    if (swiped && !this.#swiped) this.container.scrollLeft = 0;
    this.#swiped = swiped;
    return frames;
  }

  /** What stands around a figure's frame: a guess until its layout has been measured. @param {PanelSpec} panel @returns {[number, number]} */
  #chrome(panel) {
    const caption = this.cell(panel.name).querySelector("figcaption")?.offsetHeight ?? 0;
    const [w, h] = this.#measured.get(panel.name) ?? CHROME[panel.kind];
    return [w, h + caption];
  }

  /** Measure what stands around a figure's frame; say whether that has changed. @param {string} name */
  #measure(name) {
    const { model, bbox, frame } = this.#views.get(name);
    // Between a change and its layout the numbers do not belong together.
    if (Math.abs(frame.bbox.width - model.frame_width) > 1 || Math.abs(frame.bbox.height - model.frame_height) > 1) return false;
    const chrome = /** @type {[number, number]} */ ([bbox.width - frame.bbox.width, bbox.height - frame.bbox.height]);
    const old = this.#measured.get(name);
    if (old && Math.abs(old[0] - chrome[0]) < 3 && Math.abs(old[1] - chrome[1]) < 3) return false;
    this.#measured.set(name, chrome);
    return true;
  }

  /** Fit once after all that is being laid out now. */
  #fitSoon() {
    if (this.#fitting) return;
    this.#fitting = true;
    queueMicrotask(() => {
      this.#fitting = false;
      this.fit();
    });
  }

  /** Measure whenever Bokeh has laid a figure out. */
  #watchLayout() {
    for (const [name, { model: { properties } }] of this.#views) {
      for (const size of ["inner_width", "inner_height", "outer_width", "outer_height"]) {
        properties[size].change.connect(() => this.#measure(name) && this.#fitSoon());
      }
    }
  }

  /** A picture of all figures, as they are on the screen. */
  toPng() {
    return pictureOf(this.container, [...this.#views.values()]);
  }
}
