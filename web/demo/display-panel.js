/** In the settings: colour map and limits of each image, for the person who looks at it. */
import { adjusted } from "./display-settings.js";
import { byId, make } from "./dom.js";
import { display as words } from "../strings/en.js";

/**
 * @typedef {import("./display-settings.js").Setting} Setting
 * @typedef {import("./display-settings.js").Settings} Settings
 * @typedef {import("./display-settings.js").Palettes} Palettes
 */

/** What displays are as they are wanted, brought to Python, which colours the images, and to the colour bars. */
export class Displays {
  /** @type {Settings} */ settings = {};
  /** @type {Promise<Palettes> | undefined} */ #palettes;

  /**
   * @param {DemoSpec} spec
   * @param {import("./figures.js").Figures} figures
   * @param {import("./kernel-client.js").KernelClient} kernel
   * @param {(settings: Settings) => void} changed by the person
   * @param {() => void} recolour ask Python for the images anew
   */
  constructor(spec, figures, kernel, changed, recolour) {
    this.spec = spec;
    this.figures = figures;
    this.kernel = kernel;
    this.recolour = recolour;
    const images = spec.panels.filter(({ name, kind }) => kind === "image" && this.#declared(name)?.colours.length === 256);
    this.panel = new DisplayPanel(
      images.map(({ name, title }) => ({ name, title: () => figures.view(name)?.model.title.text ?? title })),
      () => this.#load(), (name) => figures.images[name].limits, changed);
  }

  /** @param {string} array */
  #declared(array) {
    return this.spec.displays.find((display) => display.array === array);
  }

  #load() {
    this.#palettes ??= fetch(new URL("palettes.json", import.meta.url)).then((response) => response.json());
    return this.#palettes;
  }

  /** Show images by these settings. @param {Settings} settings */
  async set(settings) {
    this.settings = settings;
    this.panel.show(settings);
    const palettes = Object.values(settings).some(({ map }) => map) ? await this.#load() : {};
    if (settings !== this.settings) return; // changed while the palettes came
    const displays = this.spec.displays.map((display) => adjusted(display, settings[display.array], palettes));
    for (const { array, colours } of displays) this.figures.bars.setPalette(array, colours);
    this.figures.bars.setSoon();
    if (JSON.stringify(displays) === JSON.stringify(this.kernel.displays)) return;
    this.kernel.show(displays);
    this.recolour();
  }
}

class DisplayPanel {
  #panel = byId("settings-panel");
  /** @type {Settings} */ #settings = {};

  /**
   * @param {{name: string, title: () => string}[]} images the panels that show values as colours
   * @param {() => Promise<Palettes>} palettes
   * @param {(name: string) => [number, number]} limits those that an image has now
   * @param {(settings: Settings) => void} changed
   */
  constructor(images, palettes, limits, changed) {
    this.images = images;
    this.limits = limits;
    this.changed = changed;
    const box = (/** @type {Record<string, string>} */ options) =>
      make("select", {}, ...Object.entries(options).map(([value, text]) => make("option", { value }, text)));
    const row = (/** @type {string} */ text, /** @type {HTMLElement} */ field) => make("label", { className: "control select" },
      make("span", { className: "control-label" }, text), field);
    this.which = box(Object.fromEntries(images.map(({ name }) => [name, name])));
    this.map = box({ "": words.demos });
    this.invert = make("input", { type: "checkbox", role: "switch" });
    this.limit = box(words.limit);
    const number = (/** @type {object} */ more) => make("input", { type: "number", step: "any", ...more });
    this.sigmas = number({ min: 0.5, max: 10, step: 0.5 });
    this.low = number({ "aria-label": words.lowest });
    this.high = number({ "aria-label": words.highest });
    this.rows = {
      which: row(words.image, this.which), sigmas: row(words.sigmas, this.sigmas),
      fixed: make("div", { className: "control select" }, make("span", { className: "control-label" }, words.fromTo), this.low, this.high),
    };
    const reset = make("button", { type: "button" }, words.restore);
    if (images.length) {
      this.#panel.prepend(this.rows.which, row(words.colours, this.map), row(words.limits, this.limit), this.rows.sigmas, this.rows.fixed,
        make("div", { className: "row" }, make("label", { className: "toggle" }, this.invert, make("span", {}, words.inverted)), reset));
      byId("settings").classList.add("useful");
    }
    this.#panel.addEventListener("beforetoggle", async (/** @type {ToggleEvent} */ event) => {
      if (event.newState !== "open" || !images.length) return;
      const known = Object.entries(await palettes());
      if (this.map.options.length === 1) this.map.append(...known.map(([value, { title }]) => make("option", { value }, title)));
      this.#fill();
      this.map.focus();
    });
    this.which.addEventListener("change", () => this.#fill());
    this.map.addEventListener("change", () => this.#set({ map: this.map.value || undefined }));
    this.invert.addEventListener("change", () => this.#set({ invert: this.invert.checked || undefined }));
    this.limit.addEventListener("change", () => this.#setLimits(this.limit.value));
    this.sigmas.addEventListener("input", () => this.sigmas.validity.valid && this.#setLimits("sigmas"));
    for (const end of [this.low, this.high]) end.addEventListener("input", () => this.#setLimits("fixed"));
    reset.addEventListener("click", () => this.#set({ map: undefined, invert: undefined, automatic: undefined, fixed: undefined }));
  }

  /** Put settings on the screen. @param {Settings} settings */
  show(settings) {
    this.#settings = settings;
    if (this.images.length && this.#panel.matches(":popover-open")) this.#fill();
  }

  #fill() {
    for (const [i, { title }] of this.images.entries()) this.which.options[i].text = title();
    const { map = "", invert = false, automatic, sigmas, fixed } = this.#settings[this.which.value] ?? {};
    this.map.value = map;
    this.invert.checked = invert;
    this.limit.value = fixed ? "fixed" : automatic ?? "";
    this.rows.which.hidden = this.images.length < 2;
    this.rows.sigmas.hidden = automatic !== "sigmas";
    this.rows.fixed.hidden = !fixed;
    if (document.activeElement !== this.sigmas) this.sigmas.value = String(sigmas ?? 3);
    if (!fixed) return;
    if (document.activeElement !== this.low) this.low.value = String(Number(fixed[0].toPrecision(6)));
    if (document.activeElement !== this.high) this.high.value = String(Number(fixed[1].toPrecision(6)));
  }

  /** @param {string} kind */
  #setLimits(kind) {
    if (kind !== "fixed") {
      const sigmas = kind === "sigmas" ? this.sigmas.valueAsNumber || 3 : undefined;
      return this.#set({ automatic: /** @type {Setting["automatic"]} */ (kind || undefined), sigmas, fixed: undefined });
    }
    const typed = this.rows.fixed.hidden ? this.limits(this.which.value) : [this.low.valueAsNumber, this.high.valueAsNumber];
    const wrong = !(typed[0] < typed[1]);
    for (const end of [this.low, this.high]) end.setCustomValidity(wrong ? words.wrongOrder : "");
    if (wrong) return void this.high.reportValidity();
    this.#set({ automatic: undefined, sigmas: undefined, fixed: /** @type {[number, number]} */ ([typed[0], typed[1]]) });
  }

  /** @param {Record<string, any>} values */
  #set(values) {
    const setting = Object.fromEntries(Object.entries({ ...this.#settings[this.which.value], ...values })
      .filter(([, value]) => value !== undefined));
    const { [this.which.value]: _, ...others } = this.#settings;
    this.changed(Object.keys(setting).length ? { ...others, [this.which.value]: setting } : others);
  }
}
