/** A table of measurements, linked with the marks of its rows in the figures. */
import { fillUnits, format, toCsv, values } from "./arrays.js";
import { make } from "./dom.js";
import { figures as words } from "../strings/en.js";

export class Table {
  /** @type {number | null} */ #chosen = null;

  /**
   * @param {HTMLElement} cell
   * @param {PanelSpec} spec
   * @param {(index: number | null) => void} chosen
   */
  constructor(cell, spec, chosen) {
    this.spec = spec;
    this.sheets = [spec, ...(spec.instead ?? [])];
    this.chosen = chosen;
    this.body = make("tbody");
    this.head = make("tr");
    /** @type {HTMLElement[]} */ this.heads = [];
    /** @type {string[]} */ this.names = [];
    this.button = make("button", { type: "button" }, words.csv);
    this.button.addEventListener("click", () => save(this.csv(), `${this.spec.name}.csv`));
    this.scroller = make("div", { className: "table-scroll", tabIndex: 0, role: "region" },
      make("table", {}, make("thead", {}, this.head), this.body));
    cell.append(make("div", { className: "table-head" }, this.#title(), this.button), this.scroller);
    this.body.addEventListener("click", (event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest("tr");
      if (row) this.#toggle(Number(row.dataset.index));
    });
    this.scroller.addEventListener("keydown", (event) => {
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!move || !this.body.rows.length) return;
      event.preventDefault();
      const next = Math.min(Math.max((this.#chosen ?? (move > 0 ? -1 : this.body.rows.length)) + move, 0), this.body.rows.length - 1);
      this.#toggle(next, true);
    });
    /** @type {Record<string, NamedArray>} */ this.arrays = {};
    /** @type {Record<string, string>} */ this.units = {};
    this.#turnTo(spec);
  }

  /** The title; where there are several tables, they are chosen by it. */
  #title() {
    if (this.sheets.length === 1) return make("h2", {}, this.spec.title);
    const choice = make("select", { "aria-label": words.table },
      ...this.sheets.map(({ title }, i) => make("option", { value: String(i) }, title)));
    choice.addEventListener("change", () => {
      this.#turnTo(this.sheets[Number(choice.value)]);
      this.update(this.arrays, this.units);
    });
    return choice;
  }

  /** @param {PanelSpec} sheet one of the tables */
  #turnTo(sheet) {
    this.spec = sheet;
    this.names = sheet.names ?? [];
    this.heads = (sheet.columns ?? []).map(() => make("th", { scope: "col" }));
    this.head.replaceChildren(...(this.names.length ? [make("td", {})] : []), ...this.heads);
    this.scroller.setAttribute("aria-label", sheet.title);
    this.button.setAttribute("aria-label", words.saveTable(sheet.title));
  }

  /** Whether one of the tables shows one of these. @param {Record<string, NamedArray>} arrays */
  shows(arrays) {
    return this.sheets.some(({ columns }) => columns?.some(({ array }) => array in arrays));
  }

  /** @param {number} index @param {boolean} [keep] */
  #toggle(index, keep = false) {
    const next = this.#chosen === index && !keep ? null : index;
    this.mark(next, true);
    this.chosen(next);
  }

  /** Show which row is meant. @param {number | null} index @param {boolean} scroll */
  mark(index, scroll) {
    this.#chosen = index;
    for (const row of this.body.rows) row.classList.toggle("chosen", Number(row.dataset.index) === index);
    if (scroll && index !== null) this.body.rows[index]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Record<string, NamedArray>} arrays @param {Record<string, string>} units */
  update(arrays, units) {
    this.arrays = arrays;
    this.units = units;
    const columns = this.spec.columns ?? [];
    columns.forEach(({ label, unit }, i) =>
      (this.heads[i].textContent = unit ? `${label} /\u00a0${fillUnits(unit, units)}` : label));
    const data = columns.map(({ array }) => values(arrays[array]));
    const count = data[0]?.length ?? 0;
    const name = (/** @type {number} */ i) => (this.names.length ? `<th scope="row">${this.names[i] ?? ""}</th>` : "");
    const rows = Array.from({ length: count }, (_, i) =>
      `<tr data-index="${i}">${name(i)}${columns.map((c, k) => `<td>${format(data[k][i], { ...c, unit: "" })}</td>`).join("")}</tr>`);
    this.body.innerHTML = rows.join(""); // numbers and names of the demo: nothing here comes from outside
    this.#chosen = null;
  }

  csv() {
    return toCsv(this.spec.columns ?? [], this.arrays, this.units, this.names);
  }
}

/** Let the browser save text or bytes as a file. @param {BlobPart} content @param {string} name */
export function save(content, name) {
  const link = make("a", { href: URL.createObjectURL(new Blob([content])), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
