/** The keyboard's and the screen reader's way to Bokeh's figures: names of their tools, and keys that zoom and move. */
import { make } from "./dom.js";

/** Share of a figure's frame by which a key zooms or moves. */
const STEP = 0.2;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Have the tools above the figures say what they are, and whether they are on. Before the figures are made. */
export function describeTools() {
  for (const name of ["OnOffButton", "ClickButton"]) {
    const View = Bokeh.Models.get(name).prototype.default_view.prototype;
    const { initialize, render, _toggle_active: toggle } = View;
    View.render = function () {
      render.call(this);
      this.el.setAttribute("role", "button");
      this.el.setAttribute("aria-label", this.el.title);
    };
    // The space bar would open a menu of variants, which no key can choose from.
    View.initialize = function () {
      initialize.call(this);
      this.el.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.tap();
      }, { capture: true });
    };
    if (!toggle) continue;
    View._toggle_active = function () {
      toggle.call(this);
      this.el.setAttribute("aria-pressed", String(this.model.tool.active));
    };
  }
}

/**
 * Let keys zoom and move a figure. What has the focus then lies over the figure, beside its tools: what is an image,
 * or a slider, to a screen reader has nothing else in it.
 * @param {any} view of the Bokeh figure
 * @param {HTMLElement} plot where it is drawn
 */
export function zoomByKey(view, plot) {
  plot.setAttribute("role", "group");
  plot.append(make("div", {
    className: "aim", tabIndex: 0, role: "img", "aria-label": plot.getAttribute("aria-label"),
    "aria-keyshortcuts": "+ - 0 Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown",
  }));
  view.canvas_view.events_el.tabIndex = -1; // Bokeh's own place for the focus has no name
  plot.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = event.shiftKey ? MOVES[event.key] : undefined;
    if (move) shift(view, move);
    else if (event.key === "+" || event.key === "=") zoom(view, STEP);
    else if (event.key === "-") zoom(view, -STEP / (1 - STEP)); // takes back what + has done
    else if (event.key === "0") view.reset();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation(); // not also the control that arrow keys set here
  });
}

/** @param {any} view @param {number} factor */
function zoom(view, factor) {
  const { x_scales, y_scales } = view.frame;
  const { scale_range } = Bokeh.zooming;
  view.update_range(scale_range([...x_scales.values()], [...y_scales.values()], null, null, factor), { scrolling: true });
}

/** @param {any} view @param {[number, number]} direction */
function shift(view, [right, down]) {
  const { bbox, x_scales, y_scales } = view.frame;
  const { get_info } = Bokeh.zooming;
  const [x, y] = [right * STEP * bbox.width, down * STEP * bbox.height];
  const [xrs, yrs] = [get_info(x_scales.values(), [bbox.x0 + x, bbox.x1 + x]), get_info(y_scales.values(), [bbox.y0 + y, bbox.y1 + y])];
  view.update_range({ xrs, yrs }, { panning: true });
}
