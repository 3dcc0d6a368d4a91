/** Code of the reader's own in the place of the demo's: which one runs, which one a link carries, and who is told of it. */
import { fromHash } from "./state.js";
import { trust, withheld } from "./trust.js";

/**
 * @typedef {object} Panel what the code panel is told, once there is one
 * @property {(error: KernelError) => void} failed
 * @property {() => void} computed
 * @property {(reason: string) => void} stopped
 * @property {(text: string) => void} printed
 */

export class Editing {
  /** Code of a link that its reader has not seen yet, packed. */
  carried = "";
  /** The code that runs; "" for the demo's own. */
  source = "";
  /** The same, packed. */
  #packed = "";
  /** Code in the state of a link that its reader has not seen yet. @type {State} */ #withheld = {};
  /** @type {((text: string) => void)[]} */ #scripts = [];
  /** @type {Panel | undefined} */ panel;
  /** Arrays without which the figures cannot be drawn. @type {string[]} */ needed = [];
  /** Show the panel. */
  ask = () => {};

  /** @param {import("./page.js").DemoPage} page */
  constructor(page) {
    this.page = page;
  }

  /** What a link says, without the code that its reader has to see first. @param {string} hash */
  read(hash) {
    const found = fromHash(this.page.spec.controls, hash);
    this.#withheld = withheld(this.page.spec, found.state);
    this.carried = found.edited === this.#packed ? "" : found.edited;
    return found;
  }

  /** Ask before code of a state runs; false if there is none that has to be asked for. @param {State} state */
  withhold(state) {
    this.#withheld = withheld(this.page.spec, { ...state });
    this.offer();
    return Object.keys(this.#withheld).length > 0;
  }

  /** Show the code of a link that was read, and ask whether to run it. */
  offer() {
    for (const [name, text] of Object.entries(this.#withheld)) this.page.controls.widget(name).offer(text);
    if (this.carried) this.ask();
    else if (this.source && !location.hash.includes("edited=")) this.restore();
  }

  /** As a link carries it. */
  get packed() {
    return this.#packed || this.carried;
  }

  /** Compute with this code from now on. @param {string} source @param {string} packed */
  run(source, packed) {
    trust(source);
    this.#become(source, packed);
    this.page.kernel.use({ source, arrays: this.needed });
  }

  /** Compute with the demo's own code again. */
  restore() {
    const alone = this.source !== "";
    this.#become("", "");
    if (alone) this.page.kernel.use();
  }

  /** End what edited code does, whatever it does. @param {string} [reason] if nobody asked for it */
  stop(reason = "") {
    this.#become("", "");
    this.page.kernel.stop();
    this.panel?.stopped(reason);
  }

  /** @param {string} source @param {string} packed */
  #become(source, packed) {
    this.source = source;
    this.#packed = packed;
    this.carried = "";
    this.page.link.follow();
  }

  /** A program that computes what is shown in plain Python. @param {string} source "" for the demo's own code @returns {Promise<string>} */
  script(source) {
    const { kernel, own, spec, state } = this.page;
    if (!kernel.ready) return Promise.reject(new Error("Python is not there yet: wait until it answers"));
    const wheel = new URL(spec.code.wheel, location.href).href;
    kernel.script({ state, wheel, frames: own.frames, source });
    return new Promise((resolve) => this.#scripts.push(resolve));
  }

  /** @param {string} text */
  scripted(text) {
    for (const resolve of this.#scripts.splice(0)) resolve(text);
  }
}
