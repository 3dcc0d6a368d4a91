/** Buttons that set other controls: to values that came with the last result, or that Python is asked to look for. */
import { general as words } from "../strings/en.js";
export class Suggestions {
  /** What came with the last result. @type {State} */ ready = {};
  /** The button that was pressed before Python was there. */ #option = "";

  /** @param {import("./page.js").DemoPage} page */
  constructor(page) {
    this.page = page;
  }

  /** A button was pressed. @param {string[]} names the controls that it sets @param {string} option */
  take(names, option) {
    const known = names.filter((name) => name in this.ready);
    if (known.length) return this.page.set(Object.fromEntries(known.map((name) => [name, this.ready[name]])));
    if (!this.page.spec.suggests) return;
    this.#option = option;
    if (this.page.kernel.ready) this.ask();
  }

  /** Ask for what was wanted, if anything. */
  ask() {
    if (!this.#option) return;
    const { kernel, state, backend, status } = this.page;
    kernel.suggest(state, this.#option, backend.value);
    status.say(words.looking);
    this.#option = "";
  }

  /** Python has found values. @param {State} values */
  found(values) {
    this.page.status.say(words.found, "quiet");
    this.page.set(values);
  }
}
