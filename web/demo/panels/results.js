/** Results: one file with all that it takes to repeat what is shown. */
import { make } from "../dom.js";
import { ownControls, resultsZip, savedArrays, sheets } from "../results-zip.js";
import { save } from "../table.js";

/** @param {import("../page.js").DemoPage} page @returns {import("../panels.js").Panel} */
export function panel(page) {
  const list = make("ul", { className: "contents" });
  const own = make("input", { type: "checkbox", role: "switch" });
  const withOwn = make("label", { className: "toggle" }, own, make("span", {}, "Put my own image in as well"));
  const button = make("button", { type: "button" }, "Save as ZIP");
  const said = make("p", { role: "status" });

  const show = () => {
    const { last, spec } = page;
    button.disabled = !last;
    withOwn.hidden = !ownControls(page).length;
    said.textContent = last ? "" : "There is no result before Python has computed one.";
    const names = savedArrays(page, own.checked).map(([name]) => name);
    const tables = sheets(spec.panels).map(({ title }) => title);
    list.replaceChildren(...[
      ["figure.png", "The figures as they are on the page"],
      ["arrays/", `As .npy, for numpy.load: ${names.join(", ")}`],
      ...(tables.length ? [["tables/", `As .csv: ${tables.join(", ")}`]] : []),
      ["parameters.json", "Every control, the images, units, versions, date, and where it was computed"],
      ["README.txt", "The link that shows it again"],
      ["CITATION.txt", "The references of this demo, and what it computes with"],
    ].map(([name, text]) => make("li", {}, make("code", {}, name), ` ${text}`)));
  };
  own.addEventListener("change", show);
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = "Packing …";
    try {
      const { name, data } = await resultsZip(page, { image: own.checked });
      save(data, name);
      said.textContent = `${name}, ${(data.length / 1e6).toFixed(1)} MB`;
    } catch (error) {
      said.textContent = `The file could not be made (${/** @type {Error} */ (error).message}).`;
    }
    button.disabled = false;
  });
  return {
    title: "Results",
    content: [make("p", {}, "What is shown now, with all that it takes to repeat it:"), list, withOwn,
      make("div", { className: "row" }, button, said)],
    shown: show,
  };
}
