/** A text that a person takes along: a field that shows it, and a button that copies it. */
import { make } from "../dom.js";
import { copying as words } from "../../strings/en-share.js";

let last = 0;

export class Copyable {
  #told = make("span", { className: "told", role: "status" });

  /** @param {string} label @param {{lines?: boolean}} [options] whether the text has several lines */
  constructor(label, { lines = false } = {}) {
    const id = `copyable-${++last}`;
    this.field = lines ? make("textarea", { id, readOnly: true, spellcheck: false, wrap: "off" })
      : make("input", { id, readOnly: true, type: "text" });
    this.button = make("button", { type: "button" }, words.copy);
    this.button.setAttribute("aria-label", words.label(label));
    this.button.addEventListener("click", () => this.#copy());
    this.element = make("div", { className: "copyable" },
      make("label", { htmlFor: id }, label), make("div", { className: "row" }, this.field, this.button), this.#told);
  }

  get text() {
    return this.field.value;
  }

  set text(text) {
    this.field.value = text;
    if (this.field instanceof HTMLTextAreaElement) this.field.rows = text.split("\n").length;
    this.#told.textContent = "";
  }

  /** Browsers keep the clipboard from pages that are not served by https, and from many frames. */
  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.#told.textContent = words.copied;
    } catch {
      this.field.focus();
      this.field.select();
      this.#told.textContent = document.execCommand("copy") ? words.copied
        : words.refused;
    }
  }
}
