/** The numbers of an image: what it is, and its values around a pixel that is chosen by row and column. */
import { fillUnits, values } from "./arrays.js";
import { make } from "./dom.js";
import { data as words } from "../strings/en.js";

/** Pixels that are shown on each side of the chosen one. */
const AROUND = 4;

/**
 * @param {import("./page.js").DemoPage} page
 * @param {PanelSpec} spec
 * @param {string} title
 * @returns {HTMLElement[]}
 */
export function imageData({ figures }, spec, title) {
  const [rows, columns] = figures.shape(spec.name);
  const readable = (spec.readOut ?? []).filter(({ array }) => figures.arrays[array]?.shape.reduce((a, b) => a * b, 1) === rows * columns
    && !figures.arrays[array].dtype.startsWith("complex"));
  if (!readable.length) return [make("p", {}, words.noValues)];
  const which = make("select", {}, ...readable.map(({ label }, i) => make("option", { value: String(i) }, label)));
  const number = (/** @type {number} */ count) => make("input", {
    type: "number", min: 0, max: count - 1, step: 1, value: Math.floor(count / 2), inputMode: "numeric",
  });
  const [row, column] = [number(rows), number(columns)];
  const facts = make("dl", { className: "facts" });
  const table = make("table");
  /** @param {HTMLInputElement} field */
  const at = (field) => Math.min(Math.max(Math.round(field.valueAsNumber) || 0, 0), Number(field.max));

  const show = () => {
    const { array, label, unit } = readable[Number(which.value) || 0];
    const data = values(figures.arrays[array]);
    const { low, high, mean, deviation } = statistics(data);
    const told = fillUnits(unit, figures.units);
    const written = (/** @type {number} */ value) => `${short(value)} ${told}`.trim();
    facts.replaceChildren(...[
      [words.shape, `${rows} × ${columns}`], [words.type, figures.arrays[array].dtype], [words.smallest, written(low)],
      [words.largest, written(high)], [words.mean, written(mean)], [words.deviation, written(deviation)],
    ].map(([term, text]) => make("div", {}, make("dt", {}, term), make("dd", {}, text))));
    const around = (/** @type {number} */ middle, /** @type {number} */ count) => {
      const first = Math.max(0, Math.min(middle - AROUND, count - 2 * AROUND - 1));
      return Array.from({ length: Math.min(2 * AROUND + 1, count) }, (_, i) => first + i);
    };
    const across = around(at(column), columns);
    table.replaceChildren(
      make("caption", {}, words.around(`${label}${told ? ` / ${told}` : ""}`, at(row), at(column))),
      make("thead", {}, make("tr", {}, make("td", {}), ...across.map((c) => make("th", { scope: "col" }, String(c))))),
      make("tbody", {}, ...around(at(row), rows).map((r) => make("tr", {}, make("th", { scope: "row" }, String(r)),
        ...across.map((c) => make("td", { className: r === at(row) && c === at(column) ? "chosen" : "" }, short(data[r * columns + c])))))));
  };
  for (const field of [which, row, column]) field.addEventListener("input", show);
  for (const field of [row, column]) field.addEventListener("change", () => (field.value = String(at(field))));
  show();
  const labelled = (/** @type {string} */ text, /** @type {HTMLElement} */ field) =>
    make("label", { className: "control select" }, make("span", { className: "control-label" }, text), field);
  const value = labelled(words.value, which);
  value.hidden = readable.length < 2;
  return [value, facts, make("div", { className: "row" }, labelled(words.rowTo(rows - 1), row), labelled(words.columnTo(columns - 1), column)),
    make("div", { className: "table-scroll", tabIndex: 0, role: "region", "aria-label": words.valuesOf(title) }, table)];
}

/** @param {ArrayLike<number>} data */
function statistics(data) {
  let [low, high, sum, count] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    sum += value;
    count += 1;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < data.length; i++) if (Number.isFinite(data[i])) squares += (data[i] - mean) ** 2;
  return { low, high, mean, deviation: Math.sqrt(squares / count) };
}

/** A number as it is read. @param {number} value */
export const short = (value) => (Number.isFinite(value) ? String(Number(value.toPrecision(6))) : "–");
