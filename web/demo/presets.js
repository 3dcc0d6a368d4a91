/** "Try": states that show what the demo is about. */
import { byId, make } from "./dom.js";
import { same } from "./state.js";

export class Presets {
  #label = byId("try");
  #select = /** @type {HTMLSelectElement} */ (this.#label.querySelector("select"));

  /**
   * @param {Record<string, State>} presets whole states by name
   * @param {(state: State) => void} apply
   */
  constructor(presets, apply) {
    this.presets = presets;
    this.#label.hidden = !Object.keys(presets).length;
    this.#select.append(...Object.keys(presets).map((name) => make("option", { value: name }, name)));
    this.#select.addEventListener("change", () => this.#select.value && apply(presets[this.#select.value]));
  }

  /** Name the preset that the state is. @param {State} state */
  show(state) {
    this.#select.value = Object.keys(this.presets).find((name) => same(this.presets[name], state)) ?? "";
  }
}
