/** One demo on one page: its state, its figures and its line to Python. */
import { BackendChoice } from "./backend.js";
import { Controls } from "./controls.js";
import { Displays } from "./display-panel.js";
import { Editing } from "./editing.js";
import { read } from "./display-settings.js";
import { byId } from "./dom.js";
import { tellParent } from "./embed-api.js";
import { Figures } from "./figures.js";
import { History, onUndoKey } from "./history.js";
import { takeFiles } from "./image-input.js";
import { Keeping } from "./keeping.js";
import { KernelClient } from "./kernel-client.js";
import { Link } from "./link.js";
import { OwnImages } from "./own-images.js";
import { Presets } from "./presets.js";
import { hashAtStart } from "./reopened.js";
import { codeIn, defaultState, OWN_IMAGE, same } from "./state.js";
import { Settling } from "./settling.js";
import { impossible, setStage, stage, StatusLine } from "./stage.js";
import { Suggestions } from "./suggesting.js";
import { Table } from "./table.js";
import { onThemeChange } from "./theme.js";
import { watchVisibility, whenIdle } from "./visibility.js";
import { wire } from "./wiring.js";
import { general as words } from "../strings/en.js";

export class DemoPage {
  status = new StatusLine(() => this.kernel.end());
  suggestions = new Suggestions(this);
  editing = new Editing(this);
  link = new Link(this);
  /** @type {DemoResult | undefined} */ last;
  summary = "";
  #history = new History();
  /** @type {((values: any) => void)[]} */ #shown = [];
  /** @type {Table[]} */ tables = [];
  #settling = new Settling();
  /** The last state that Python accepted. @type {State} */ #accepted = {};
  #failed = "";
  #visible = true;

  /** @param {DemoSpec} spec */
  constructor(spec) {
    this.spec = spec;
    const { state, display, complaints } = this.editing.read(hashAtStart());
    this.state = { ...defaultState(spec.controls), ...state };
    this.complaints = complaints;
    this.figures = new Figures(byId("figures"), spec.panels);
    this.controls = new Controls(byId("controls"), spec.controls, (name, value) => this.set({ [name]: value }), {
      demo: spec,
      suggest: (names, option) => this.suggestions.take(names, option),
      own: () => this.own,
      stop: () => {
        this.kernel.stop();
        this.#goBack();
        this.status.say(words.stopped);
      },
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
      onSuggested: (values) => this.suggestions.found(values),
      onImage: (image) => this.own.answered(image),
      onStopped: (reason) => this.editing.stop(reason),
      onScript: (text) => this.editing.scripted(text),
      onPrinted: (text) => this.editing.panel?.printed(text),
      onRestart: (reason) => {
        if (spec.dedicated) this.#goBack(); // what was typed may be what has stopped it
        setStage(this.painted ? "painted" : "shell");
        this.status.restarting(reason);
      },
      onFailed: (reason) => this.fail(reason, () => this.kernel.retry()),
    });
    this.keeping = new Keeping(spec);
    this.backend = new BackendChoice(() => this.compute());
    this.displays = new Displays(spec, this.figures, this.kernel, (settings) => this.set({}, { display: settings }),
      () => this.compute());
    this.displays.set(read(display));
    this.own = new OwnImages(this);
    this.#accepted = this.state;
  }

  /** Begin: listen to the person, start Python unless a package is missing. */
  start() {
    byId("reset").addEventListener("click", () => this.reset());
    byId("undo").addEventListener("click", () => this.undo());
    onUndoKey(() => this.undo());
    const imageControl = this.spec.controls.find((control) => control.kind === "image");
    if (imageControl) takeFiles((file, name) => this.own.open(imageControl.name, file, name));
    this.link.listen();
    onThemeChange(() => this.figures.setTheme());
    if (impossible(this.spec)) return this.fail(impossible(this.spec));
    this.restore();
    this.kernel.begin(this.state, this.backend.value);
    watchVisibility((visible) => {
      this.#visible = visible;
      if (!visible) return this.kernel.rest();
      this.compute();
      this.#prefetch();
    }, () => this.kernel.close());
  }

  /** Open the own images that the state names, and say what was wrong with its link. @param {string[]} [complaints] */
  async restore(complaints = this.complaints) {
    complaints.push(...await this.own.restore(this.state));
    if (stage() === "live" && complaints.length) this.status.say(complaints.splice(0).join("; "), "error");
  }

  /** Have fetched what this demo may import later, once nothing else is to be done. */
  #prefetch() {
    whenIdle(() => this.#visible && stage() === "live" && this.kernel.prefetch(this.spec.packages));
  }

  /** Draw the build's first figure, and wire the pointer to it. @param {any} first @param {(name: string) => Promise<NamedImage>} loadImage */
  async paint(first, loadImage) {
    for (const panel of this.spec.panels.filter(({ kind }) => kind === "table")) {
      const cell = this.figures.cell(panel.name);
      this.tables.push(new Table(cell, panel, (index) => this.figures.select(panel.link ?? "", index)));
    }
    await this.figures.paint(first, loadImage);
    this.editing.needed = [...Object.keys(first.arrays), ...Object.keys(first.images)];
    this.displays.set(this.displays.settings); // the colour bars are there only now
    for (const table of this.tables) table.update(this.figures.arrays, this.figures.units);
    for (const panel of this.spec.panels) this.#shown.push(...wire(panel, this, this.tables));
    for (const show of this.#shown) show(this.state);
    this.suggestions.ready = { ...first.suggested, ...this.suggestions.ready };
    this.controls.limit(first.limits);
    this.controls.show(this.state);
    this.#summarise(this.summary || first.summary);
    if (this.early) this.figures.update(this.early);
    this.figures.reveal();
    this.painted = true;
    tellParent("painted", { name: this.spec.name, controls: this.spec.controls, state: this.state });
    if (!this.#failed) setStage(stage() === "live" ? "live" : "painted");
    if (this.early) this.#shows(this.early);
  }

  /**
   * Change values of the state, and how images are shown.
   * @param {State} values
   * @param {{remember?: boolean, display?: import("./display-settings.js").Settings}} [options]
   */
  set(values, { remember = true, display = this.displays.settings } = {}) {
    const next = { ...this.state, ...values };
    const before = { state: this.state, display: this.displays.settings };
    if (same(before, { state: next, display })) return;
    if (remember) this.#history.remember(before, Object.keys(values));
    byId("undo").disabled = this.#history.empty;
    this.state = next;
    this.#show();
    if (!same(display, before.display)) this.displays.set(display);
    if (!same(next, before.state)) this.compute();
  }

  undo() {
    const before = this.#history.back();
    if (before) this.set(before.state, { remember: false, display: before.display });
    byId("undo").disabled = this.#history.empty;
  }

  reset() { this.set(defaultState(this.spec.controls), { display: {} }); }

  /** Have the code again that could be computed last; what is typed stays. */
  #goBack() {
    this.state = { ...this.state, ...codeIn(this.spec.controls, this.#accepted) };
    this.#show(true);
  }

  #show(keepTyped = false) {
    this.controls.show(this.state, keepTyped);
    this.presets.show(this.state);
    for (const show of this.#shown) show(this.state);
    this.link.follow();
  }

  /** Compute the state as it is now. */
  compute() {
    this.keeping.interrupt();
    if (!this.spec.missing.length && this.#visible) this.kernel.compute(this.state, this.backend.value);
  }

  /** Resolve once the newest state has been computed. */
  settled() { return this.#settling.wait(); }

  /** @param {Error} [error] */
  #settle(error) {
    this.keeping.settled();
    this.#settling.settle({ state: this.state, summary: this.summary }, error);
  }

  async #onReady() {
    await this.own.sendAgain();
    if (this.own.any || !this.kernel.busy) this.compute(); // else the first state is being computed
    this.suggestions.ask();
  }

  /** @param {KernelError} error */
  #onError(error) {
    const { message, detail, value } = error;
    this.editing.panel?.failed(error);
    if (error.for === "code" || error.for === "script") return; // the panel tells
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
    this.figures.update(result);
    this.#shows(result);
  }

  /** The figures show a result. @param {DemoResult} result */
  #shows(result) {
    this.early = undefined;
    this.#accepted = result.state;
    this.editing.panel?.computed();
    this.last = result;
    for (const table of this.tables) {
      if (table.shows(result.arrays)) table.update(this.figures.arrays, this.figures.units);
    }
    this.suggestions.ready = result.suggested;
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
      document.documentElement.dataset.rung = this.kernel.boot?.rung;
      setStage("live", this.kernel.boot);
      this.#prefetch();
      if (this.kernel.boot) this.keeping.begin(this.kernel.boot);
      tellParent("live", { backend: result.backend });
      if (this.complaints.length) this.status.say(this.complaints.splice(0).join("; "), "error");
    }
    performance.mark("drawn", { detail: { seq: result.seq, ms: result.ms } });
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
    this.status.say(reason, "error", again && { label: words.retry, action: again });
    setStage("failed");
    tellParent("failed", { message: reason });
    this.#settle(new Error(reason));
  }

  /** Show what a person has opened. @param {string} control */
  opened(control) {
    const already = this.state[control] === OWN_IMAGE;
    this.set({ [control]: OWN_IMAGE });
    if (already) this.compute();
    this.controls.show(this.state);
  }

  /** Show what a person has not opened. @param {string} control */
  showSample(control) { this.set({ [control]: defaultState(this.spec.controls)[control] }); }
}
