/** Results: one file with all that it takes to repeat what is shown. */
import { make } from "../dom.js";
import { ownControls, resultsZip, savedArrays, sheets } from "../results-zip.js";
import { save } from "../table.js";
import { none, panel as words } from "../../strings/en-results.js";

/** @param {import("../page.js").DemoPage} page @returns {import("../panels.js").Panel} */
export function panel(page) {
  const list = make("ul", { className: "contents" });
  const own = make("input", { type: "checkbox", role: "switch" });
  const withOwn = make("label", { className: "toggle" }, own, make("span", {}, words.withOwn));
  const button = make("button", { type: "button" }, words.save);
  const said = make("p", { role: "status" });

  const show = () => {
    const { last, spec } = page;
    button.disabled = !last;
    withOwn.hidden = !ownControls(page).length;
    said.textContent = last ? "" : none;
    const names = savedArrays(page, own.checked).map(([name]) => name);
    const tables = sheets(spec.panels).map(({ title }) => title);
    list.replaceChildren(...[
      ["figure.png", words.figure],
      ["arrays/", words.arrays(names)],
      ...(tables.length ? [["tables/", words.tables(tables)]] : []),
      ["parameters.json", words.parameters],
      ["README.txt", words.readme],
      ["CITATION.txt", words.citation],
    ].map(([name, text]) => make("li", {}, make("code", {}, name), ` ${text}`)));
  };
  own.addEventListener("change", show);
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = words.packing;
    try {
      const { name, data } = await resultsZip(page, { image: own.checked });
      save(data, name);
      said.textContent = words.saved(name, (data.length / 1e6).toFixed(1));
    } catch (error) {
      said.textContent = words.failed(/** @type {Error} */ (error).message);
    }
    button.disabled = false;
  });
  return {
    title: words.title,
    content: [make("p", {}, words.intro), list, withOwn,
      make("div", { className: "row" }, button, said)],
    shown: show,
  };
}
