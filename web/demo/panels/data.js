/** Data: the numbers behind each figure, as tables. */
import { fillUnits, toCsv, values } from "../arrays.js";
import { make } from "../dom.js";
import { imageData, short } from "../image-data.js";
import { save } from "../table.js";
import { data as words, figures as figureWords } from "../../strings/en.js";

/** Rows that are shown at a time. */
const ROWS = 100;
/** Columns of Bokeh's glyphs that lie along an axis: 0 for x, 1 for y. @type {Record<string, number>} */
const ALONG = { x: 0, left: 0, right: 0, x0: 0, x1: 0, y: 1, top: 1, bottom: 1, y0: 1, y1: 1 };

/**
 * Columns that are equally long, and belong together.
 * @typedef {{label: string, columns: ValueSpec[]}} Series
 */

/** @param {import("../page.js").DemoPage} page @returns {import("../panels.js").Panel} */
export function panel(page) {
  const shown = page.spec.panels.filter(({ kind }) => kind !== "table");
  const which = make("select", {});
  const body = make("div", { className: "data" });
  const title = (/** @type {PanelSpec} */ spec) => page.figures.view(spec.name)?.model.title.text ?? spec.title;
  const show = () => {
    const spec = shown[Number(which.value) || 0];
    body.replaceChildren(...(spec.kind === "plot" ? plotData(page, spec, title(spec)) : imageData(page, spec, title(spec))));
  };
  which.addEventListener("change", show);
  return {
    title: words.title,
    content: [make("label", { className: "control select" }, make("span", { className: "control-label" }, words.figure), which), body],
    shown() {
      const { value } = which;
      which.replaceChildren(...shown.map((spec, i) => make("option", { value: String(i) }, title(spec))));
      which.value = value || "0";
      show();
    },
  };
}

/**
 * What a plot draws, grouped by length.
 * @param {import("../page.js").DemoPage} page
 * @param {PanelSpec} spec
 * @returns {Series[]}
 */
function seriesOf({ figures }, spec) {
  const { model } = figures.view(spec.name);
  const legends = [...model.center, ...model.left, ...model.right, ...model.above, ...model.below].flatMap(({ items }) => items ?? []);
  /** @type {Map<number, ValueSpec[]>} */ const groups = new Map();
  for (const renderer of model.renderers) {
    const columns = renderer.data_source.tags[0]?.columns ?? {};
    const legend = legends.find(({ renderers }) => renderers.includes(renderer))?.label?.value ?? "";
    for (const [column, array] of /** @type {[string, string][]} */ (Object.entries(columns))) {
      const { shape, dtype } = figures.arrays[array] ?? {};
      if (shape?.length !== 1 || dtype.startsWith("complex")) continue;
      const group = groups.get(shape[0]) ?? [];
      groups.set(shape[0], group);
      if (group.some((known) => known.array === array)) continue;
      const axis = fillUnits(spec.axes?.[ALONG[column]] ?? "", figures.units);
      const told = ALONG[column] === 1 && typeof legend === "string" ? legend : "";
      group.push({ array, label: [told || array.replaceAll("_", " "), axis].filter(Boolean).join(": "), unit: "", digits: 0 });
    }
  }
  return [...groups].map(([length, columns]) =>
    ({ label: `${columns.map(({ array }) => array.replaceAll("_", " ")).join(", ")} (${length})`, columns }));
}

/** @param {import("../page.js").DemoPage} page @param {PanelSpec} spec @param {string} title */
function plotData(page, spec, title) {
  const all = seriesOf(page, spec);
  if (!all.length) return [make("p", {}, words.noNumbers)];
  const which = make("select", {}, ...all.map(({ label }, i) => make("option", { value: String(i) }, label)));
  const head = make("tr");
  const body = make("tbody");
  const caption = make("caption", { className: "visually-hidden" });
  const place = make("span", { role: "status" });
  const earlier = make("button", { type: "button" }, words.earlier);
  const later = make("button", { type: "button" }, words.later);
  const csv = make("button", { type: "button" }, figureWords.csv);
  let first = 0;
  const show = () => {
    const { columns } = all[Number(which.value) || 0];
    const data = columns.map(({ array }) => values(page.figures.arrays[array]));
    const count = data[0].length;
    const end = Math.min(first + ROWS, count);
    place.textContent = words.rows(first + 1, end, count);
    caption.textContent = words.caption(title, place.textContent);
    earlier.disabled = first === 0;
    later.disabled = end >= count;
    earlier.hidden = later.hidden = count <= ROWS;
    head.replaceChildren(make("th", { scope: "col" }, words.row), ...columns.map(({ label }) => make("th", { scope: "col" }, label)));
    body.replaceChildren(...Array.from({ length: end - first }, (_, i) => make("tr", {}, make("th", { scope: "row" }, String(first + i + 1)),
      ...data.map((column) => make("td", {}, short(column[first + i]))))));
  };
  which.addEventListener("change", () => { first = 0; show(); });
  for (const [button, step] of /** @type {[HTMLButtonElement, number][]} */ ([[earlier, -ROWS], [later, ROWS]])) {
    button.addEventListener("click", () => { first += step; show(); });
  }
  csv.addEventListener("click", () => {
    const { columns } = all[Number(which.value) || 0];
    save(toCsv(columns, page.figures.arrays, page.figures.units), `${page.spec.name}-${spec.name}.csv`);
  });
  show();
  const choice = make("label", { className: "control select", hidden: all.length < 2 },
    make("span", { className: "control-label" }, words.columns), which);
  return [choice, make("div", { className: "row" }, earlier, later, csv, place),
    make("div", { className: "table-scroll", tabIndex: 0, role: "region", "aria-label": title },
      make("table", {}, caption, make("thead", {}, head), body))];
}
