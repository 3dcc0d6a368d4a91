/** Tie a panel to the state of its page: what the pointer does there, and what follows a control. */
import { zoomByKey } from "./figure-keys.js";
import { placePoints } from "./placing.js";
import { readOut, tapToSet } from "./pointing.js";

/**
 * @param {PanelSpec} panel
 * @param {import("./page.js").DemoPage} page
 * @param {import("./table.js").Table[]} tables
 * @returns {((state: State) => void)[]} what shows a state on this panel
 */
export function wire(panel, page, tables) {
  if (panel.kind === "table") return [];
  const { figures, spec } = page;
  const shown = /** @type {((state: State) => void)[]} */ ([]);
  zoomByKey(figures.view(panel.name), /** @type {HTMLElement} */ (figures.cell(panel.name).querySelector(".plot")));
  if (panel.kind === "image") {
    readOut(figures, panel, (index) => {
      const link = panel.lookUp?.link ?? "";
      figures.select(link, index);
      for (const table of tables) if (table.spec.link === link) table.mark(index, true);
    });
  }
  if (panel.titles) {
    const { control, by } = panel.titles;
    shown.push((state) => figures.setTitle(panel.name, by[state[control]]));
  }
  if (panel.tap) shown.push(tapToSet(figures, panel, spec.controls, (values) => page.set(values)));
  shown.push(placePoints(figures, panel.name, page.controls, (values) => page.set(values)));
  return shown;
}
