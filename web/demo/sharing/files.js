/** What a person may save of a demo: the figures, the numbers of tables and plots, and every array of the result. */
import { fillUnits, values } from "../arrays.js";
import { make } from "../dom.js";
import { tagOf } from "../drawing.js";
import { savePng } from "../exporting.js";
import { npy } from "../npy.js";
import { save } from "../table.js";
import { files as words } from "../../strings/en-share.js";

/**
 * The columns that a plot is drawn from, as CSV; shorter ones end in empty cells.
 * @param {import("../figures.js").Figures} figures
 * @param {PanelSpec} panel
 * @returns {string} nothing where a plot shows no numbers
 */
function plotCsv(figures, panel) {
  const { arrays } = figures;
  /** @type {any[]} */
  const renderers = figures.view(panel.name)?.model.renderers ?? [];
  const names = [...new Set(renderers.flatMap(({ data_source }) => Object.values(tagOf(data_source).columns ?? {})))]
    .filter((name) => arrays[name]?.shape.length === 1);
  const columns = names.map((name) => values(arrays[name]));
  const length = Math.max(0, ...columns.map((column) => column.length));
  const rows = Array.from({ length }, (_, i) => columns.map((column) => column[i] ?? ""));
  return names.length ? [names, ...rows].map((row) => `${row.join(",")}\r\n`).join("") : "";
}

/** @param {NamedArray} array */
const described = ({ shape, dtype }) => `${shape.join(" × ") || words.scalar}, ${dtype}`;

export class Files {
  #choice = make("select", { "aria-label": words.array });
  #csv = make("div", { className: "row" });
  #png = make("button", { type: "button" }, words.png);
  #note = make("p", { className: "quiet" });

  /** @param {import("../page.js").DemoPage} page */
  constructor(page) {
    this.page = page;
    this.#png.addEventListener("click", () => savePng(page.figures, page.spec.name));
    const array = make("button", { type: "button" }, words.npy);
    array.addEventListener("click", () => this.#saveArray());
    this.element = make("section", { "aria-label": words.title }, make("h3", {}, words.title), this.#csv,
      make("div", { className: "row" }, this.#choice, array), this.#note);
  }

  /** Offer what there is now. */
  show() {
    const { figures, spec, tables } = this.page;
    const chosen = this.#choice.value;
    const options = Object.entries(figures.arrays).sort(([a], [b]) => a.localeCompare(b)).map(([name, array]) =>
      make("option", { value: name }, `${name} (${described(array)})`));
    this.#choice.replaceChildren(...options);
    if (chosen in figures.arrays) this.#choice.value = chosen;
    const plots = spec.panels.filter(({ kind }) => kind === "plot").map((panel) =>
      ({ title: panel.title, name: panel.name, text: plotCsv(figures, panel) }));
    const sheets = tables.map((table) => ({ title: table.spec.title, name: table.spec.name, text: table.csv() }));
    this.#csv.replaceChildren(this.#png, ...[...sheets, ...plots].filter(({ text }) => text).map(({ title, name, text }) => {
      const button = make("button", { type: "button" }, words.csv(fillUnits(title, figures.units)));
      button.addEventListener("click", () => save(text, `${spec.name}-${name}.csv`));
      return button;
    }));
    this.#note.textContent = words.reading
      + (this.page.last ? "" : words.notYet);
  }

  #saveArray() {
    const { figures, spec } = this.page;
    const name = this.#choice.value;
    try {
      save(npy(figures.arrays[name]), `${spec.name}-${name}.npy`);
    } catch (error) {
      this.#note.textContent = /** @type {Error} */ (error).message;
    }
  }
}
