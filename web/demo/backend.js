/** Where Python computes: as measured, or as the person wants it. `?backend=cpu` and `?backend=gpu` begin with that. */
import { byId } from "./dom.js";

const PARAMETER = "backend";

export class BackendChoice {
  #label = byId("backend");
  #select = /** @type {HTMLSelectElement} */ (this.#label.querySelector("select"));

  /** @param {() => void} onChange */
  constructor(onChange) {
    const wanted = new URLSearchParams(location.search).get(PARAMETER) ?? "";
    if ([...this.#select.options].some(({ value }) => value === wanted)) this.#select.value = wanted;
    this.#select.addEventListener("change", () => {
      this.#remember();
      onChange();
    });
  }

  /** "auto", "cpu" or "gpu" */
  get value() {
    return this.#select.value;
  }

  /** Show the choice where there is one. @param {boolean} selectable */
  show(selectable) {
    this.#label.hidden = !selectable;
    if (selectable) byId("settings").classList.add("useful");
  }

  #remember() {
    const url = new URL(location.href);
    if (this.value === "auto") url.searchParams.delete(PARAMETER);
    else url.searchParams.set(PARAMETER, this.value);
    history.replaceState(null, "", url);
  }
}
