/**
 * One demo on one page: its state, its figures and its line to Python.
 */
import { BackendChoice } from "./backend.js";
import { Controls } from "./controls.js";
import { byId } from "./dom.js";
import { tellParent } from "./embed-api.js";
import { exported, savePng } from "./exporting.js";
import { Figures } from "./figures.js";
import { History, onUndoKey } from "./history.js";
import { takeFiles } from "./image-input.js";
import { KernelClient } from "./kernel-client.js";
import { OwnImages } from "./own-images.js";
import { placePoints } from "./placing.js";
import { Presets } from "./presets.js";
import { readOut, tapToSet } from "./pointing.js";
import { defaultState, fromHash, OWN_IMAGE, same, toHash } from "./state.js";
import { setStage, stage, StatusLine } from "./stage.js";
import { Table } from "./table.js";
import { onThemeChange } from "./theme.js";
import { watchVisibility } from "./visibility.js";

export class DemoPage {
  status = new StatusLine(() => this.kernel.end());
  summary = "";
  /** @type {State} */ suggested = {};
  /** @type {DemoResult | undefined} */ last;
  #history = new History();
  /** @type {((values: any) => void)[]} */ #shown = [];
  /** @type {Table[]} */ #tables = [];
  /** @type {{resolve: (value: any) => void, reject: (reason: Error) => void}[]} */ #settling = [];
  /** The last state that Python accepted. @type {State} */ #accepted = {};
  #failed = "";
  #visible = true;
  #hashTimer = 0;

  /** @param {DemoSpec} spec */
  constructor(spec) {
    this.spec = spec;
    const { state, complaints } = fromHash(spec.controls, location.hash);
    this.state = { ...defaultState(spec.controls), ...state };
    this.complaints = complaints;
    this.figures = new Figures(byId("figures"), spec.panels);
    this.controls = new Controls(byId("controls"), spec.controls, (name, value) => this.set({ [name]: value }), {
      demo: spec,
      suggest: (name) => name in this.suggested && this.set({ [name]: this.suggested[name] }),
      openImage: (control, file, name) => this.own.open(control, file, name),
      chooseFrame: (control, frame) => this.own.choose(control, frame),
      stop: () => this.kernel.stop(),
    });
    this.presets = new Presets(spec.presets, (state) => this.set(state));
    this.controls.show(this.state);
    this.presets.show(this.state);
    this.kernel = new KernelClient(spec, {
      onProgress: (progress) => this.#failed || this.status.progress(progress),
      onReady: () => this.#onReady(),
      onResult: (result) => this.#onResult(result),
      onDone: () => this.#onDone(),
      onError: (error) => this.#onError(error),
      onImage: (image) => this.own.answered(image),
      onRestart: (reason) => {
        setStage(this.painted ? "painted" : "shell");
        this.status.restarting(reason);
      },
      onFailed: (reason) => this.fail(reason, () => this.kernel.retry()),
    });
    this.backend = new BackendChoice(() => this.compute());
    this.own = new OwnImages(this.kernel, (text, kind) => this.status.say(text, kind),
      (control, image) => this.#onOwnImage(control, image));
    this.#accepted = this.state;
  }

  /** Begin: listen to the person, start Python unless a package is missing. */
  start() {
    byId("reset").addEventListener("click", () => this.reset());
    byId("undo").addEventListener("click", () => this.undo());
    onUndoKey(() => this.undo());
    const imageControl = this.spec.controls.find((control) => control.kind === "image");
    if (imageControl) takeFiles((file, name) => this.own.open(imageControl.name, file, name));
    addEventListener("hashchange", () => {
      const { state, complaints } = fromHash(this.spec.controls, location.hash);
      if (toHash(this.spec.controls, this.state) !== location.hash.slice(1)) {
        this.set({ ...defaultState(this.spec.controls), ...state });
      }
      if (complaints.length) this.status.say(complaints.join("; "), "error");
    });
    onThemeChange(() => this.figures.setTheme());
    if (typeof WebAssembly !== "object") {
      return this.fail("This browser, or its settings, has no WebAssembly, which Python needs: the figure is the first one, "
        + "made when the site was built.");
    }
    if (this.spec.missing.length) {
      return this.fail(`This site was built without ${this.spec.missing.join(", ")}, which this demo computes with: `
        + "the figure is the first one, made when the site was built. Every other demo is live.");
    }
    this.kernel.connect();
    watchVisibility((visible) => {
      this.#visible = visible;
      if (visible) this.compute();
      else this.kernel.rest();
    }, () => this.kernel.close());
  }

  /** Draw the build's first figure, and wire the pointer to it. @param {any} first @param {(name: string) => Promise<NamedImage>} loadImage */
  async paint(first, loadImage) {
    for (const panel of this.spec.panels.filter(({ kind }) => kind === "table")) {
      const cell = this.figures.cell(panel.name);
      this.#tables.push(new Table(cell, panel, (index) => this.figures.select(panel.link ?? "", index)));
    }
    await this.figures.paint(first, loadImage);
    for (const table of this.#tables) table.update(this.figures.arrays, this.figures.units);
    for (const panel of this.spec.panels) this.#wire(panel);
    for (const show of this.#shown) show(this.state);
    this.suggested = { ...first.suggested, ...this.suggested };
    this.controls.limit(first.limits);
    this.controls.show(this.state);
    this.#summarise(this.summary || first.summary);
    this.painted = true;
    tellParent("painted", { name: this.spec.name, controls: this.spec.controls, state: this.state });
    if (!this.#failed) setStage(stage() === "live" ? "live" : "painted");
    if (this.early) this.#onResult(this.early);
  }

  /** @param {PanelSpec} panel */
  #wire(panel) {
    if (panel.kind === "table") return;
    if (panel.kind === "image") {
      readOut(this.figures, panel, (index) => this.#hover(panel.lookUp?.link ?? "", index));
    }
    if (panel.titles) {
      const { control, by } = panel.titles;
      this.#shown.push((state) => this.figures.setTitle(panel.name, by[state[control]]));
    }
    if (panel.tap) {
      const { control } = panel.tap;
      const spec = /** @type {ControlSpec} */ (this.spec.controls.find(({ name }) => name === control));
      this.#shown.push(tapToSet(this.figures, panel, spec, () => this.state[control], (v) => this.set({ [control]: v })));
    }
    this.#shown.push(placePoints(this.figures, panel.name, this.controls, (values) => this.set(values)));
  }

  /** @param {string} link @param {number | null} index */
  #hover(link, index) {
    this.figures.select(link, index);
    for (const table of this.#tables) if (table.spec.link === link) table.mark(index, true);
  }

  /** Change values of the state. @param {State} values @param {{remember?: boolean}} [options] */
  set(values, { remember = true } = {}) {
    const next = { ...this.state, ...values };
    if (same(next, this.state)) return;
    if (remember) this.#history.remember(this.state, Object.keys(values));
    byId("undo").disabled = this.#history.empty;
    this.state = next;
    this.#show();
    this.compute();
  }

  undo() {
    const before = this.#history.back();
    if (before) this.set(before, { remember: false });
    byId("undo").disabled = this.#history.empty;
  }

  reset() {
    this.set(defaultState(this.spec.controls));
  }

  #show() {
    this.controls.show(this.state);
    this.presets.show(this.state);
    for (const show of this.#shown) show(this.state);
    clearTimeout(this.#hashTimer);
    this.#hashTimer = setTimeout(() => {
      const hash = toHash(this.spec.controls, this.state);
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    }, 250); // browsers refuse more than about a hundred changes in half a minute
  }

  /** Compute the state as it is now. */
  compute() {
    if (!this.spec.missing.length && this.#visible) this.kernel.compute(this.state, this.backend.value);
  }

  /** Resolve once the newest state has been computed. */
  settled() {
    return new Promise((resolve, reject) => this.#settling.push({ resolve, reject }));
  }

  /** @param {Error} [error] */
  #settle(error) {
    for (const { resolve, reject } of this.#settling.splice(0)) {
      if (error) reject(error);
      else resolve({ state: this.state, summary: this.summary });
    }
  }

  async #onReady() {
    await this.own.sendAgain();
    this.compute();
  }

  /** @param {{message: string, detail: string, value: boolean}} error */
  #onError({ message, detail, value }) {
    this.status.say(detail ? `${message} (${detail.split("\n").at(-1)})` : message, "error");
    if (value && !this.kernel.busy) {
      // Not the demo but a value was wrong: go back to the last state that was right.
      this.state = this.#accepted;
      this.#show();
    }
    this.#settle(new Error(message));
    tellParent("failed", { message });
  }

  /** @param {DemoResult} result */
  #onResult(result) {
    if (!this.painted) {
      this.early = result;
      return;
    }
    this.early = undefined;
    this.#accepted = result.state;
    this.last = result;
    this.figures.update(result);
    for (const table of this.#tables) {
      if (table.spec.columns?.some(({ array }) => array in result.arrays)) table.update(this.figures.arrays, this.figures.units);
    }
    this.suggested = result.suggested;
    this.controls.limit(result.limits);
    if (!this.kernel.busy || stage() !== "live") {
      // Python has the last word on what is allowed, but not over a control that has moved on since.
      this.state = this.kernel.busy ? this.state : result.state;
      this.#show();
    }
    this.#summarise(result.summary);
    this.backend.show(result.selectable);
    this.status.computed(result);
    if (stage() !== "live") {
      this.#failed = "";
      setStage("live");
      tellParent("live", { backend: result.backend });
      if (this.complaints.length) this.status.say(this.complaints.splice(0).join("; "), "error");
    }
    performance.mark("drawn");
    tellParent("changed", { state: result.state, summary: result.summary });
    if (!this.kernel.busy) this.#settle();
  }

  /** The last of several results was shown. */
  #onDone() {
    this.status.done(this.last);
    this.#show();
    this.#settle();
  }

  /** @param {string} text */
  #summarise(text) {
    this.summary = text;
    byId("summary").textContent = text;
  }

  /** @param {string} reason @param {() => void} [retry] */
  fail(reason, retry) {
    this.#failed = reason;
    const again = retry && (() => {
      this.#failed = "";
      setStage(this.painted ? "painted" : "shell");
      retry();
    });
    this.status.say(reason, "error", again && { label: "Retry", action: again });
    setStage("failed");
    tellParent("failed", { message: reason });
    this.#settle(new Error(reason));
  }

  /** @param {string} control @param {any} image */
  #onOwnImage(control, image) {
    this.controls.widget(control).describe(image);
    const already = this.state[control] === OWN_IMAGE;
    this.set({ [control]: OWN_IMAGE });
    if (already) this.compute();
    this.controls.show(this.state);
  }

  hasOwnImage() {
    return this.own.any;
  }

  /** Hand over what is shown. @param {string} format */
  export(format) {
    return exported(format, this.figures, this.#tables);
  }

  savePng() {
    return savePng(this.figures, this.spec.name);
  }
}
