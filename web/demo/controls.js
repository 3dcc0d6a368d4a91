/**
 * Native form controls made from their declarations. Every one is labelled, works by mouse, touch and keyboard,
 * and shows its value and unit.
 *
 * @typedef {object} Widget
 * @property {HTMLElement} element
 * @property {(value: any, keepTyped?: boolean) => void} show put a value on the screen
 * @property {(low: number, high: number) => void} [limit] narrower limits for the image at hand
 * @property {(image: any) => void} [describe] what Python says of an opened file
 * @property {(kept: import("./own-list.js").Listed[], own?: import("./own-images.js").Own) => void} [list] what can be opened, and what is
 * @property {(shape: number[]) => any} [scale] rows and columns of the image that the value lies on
 * @property {(index: number) => void} [choose] choose a point
 * @property {(listener: (index: number) => void) => any} [chosen] tell which point is chosen
 * @property {(text: string) => void} [offer] show code that is not to run unasked
 * @property {() => boolean} [erasing] whether a brush takes away
 *
 * @typedef {(value: any) => void} Changed
 * @typedef {(spec: ControlSpec, changed: Changed, context: Context) => Widget} Maker
 *
 * @typedef {object} Context what some controls need from the page
 * @property {DemoSpec} demo
 * @property {(names: string[], option: string) => void} suggest take the demo's values for controls
 * @property {() => import("./own-images.js").OwnImages} own
 * @property {() => void} stop
 */
import { codeEditor } from "./code.js";
import { imageInput } from "./image-input.js";
import { make } from "./dom.js";
import { playButton } from "./playing.js";
import { pointList } from "./point-list.js";
import { controls as words } from "../strings/en.js";

const LOG_STEPS = 500;

/** Decimals that a step asks for. @param {number} step */
const decimals = (step) => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

/** @param {ControlSpec} spec @param {number} value */
export function withUnit({ step = 1, unit, scale }, value) {
  const text = scale === "log" ? String(Number(value.toPrecision(3))) : value.toFixed(decimals(step));
  return unit ? `${text} ${unit}` : text;
}

/** Between values and positions of a slider. @param {ControlSpec} spec */
function mapping({ low = 0, high = 1, step = 1, scale }) {
  if (scale !== "log") {
    return { low, high, step, toSlider: (/** @type {number} */ v) => v, toValue: (/** @type {number} */ p) => p };
  }
  const factor = Math.log(high / low) / LOG_STEPS;
  return {
    low: 0, high: LOG_STEPS, step: 1,
    toSlider: (/** @type {number} */ v) => Math.round(Math.log(v / low) / factor),
    toValue: (/** @type {number} */ p) => Number((low * Math.exp(p * factor)).toPrecision(4)),
  };
}

/**
 * One slider thumb with the value that it stands for.
 * @param {ControlSpec} spec
 * @param {string} label
 * @param {(value: number) => void} changed
 */
function slider(spec, label, changed) {
  const map = mapping(spec);
  const input = make("input", {
    type: "range", min: map.low, max: map.high, step: map.step, "aria-label": label, title: spec.help,
  });
  input.addEventListener("input", () => changed(map.toValue(input.valueAsNumber)));
  let shown = "";
  const show = (/** @type {number} */ value) => {
    const now = `${value} ${input.value} ${input.min} ${input.max}`;
    if (now === shown) return; // to write it again would make the browser style the page anew
    input.value = String(map.toSlider(value));
    shown = `${value} ${input.value} ${input.min} ${input.max}`;
    input.setAttribute("aria-valuetext", withUnit(spec, value));
    const span = Number(input.max) - Number(input.min);
    input.style.setProperty("--at", `${(100 * (input.valueAsNumber - Number(input.min))) / span}%`);
  };
  const limit = (/** @type {number} */ low, /** @type {number} */ high) => {
    input.min = String(map.toSlider(low));
    input.max = String(map.toSlider(high));
  };
  return { input, show, limit };
}

/** @type {Maker} */
function range(spec, changed) {
  const { input, show, limit } = slider(spec, spec.label, (value) => {
    widget.show(value);
    changed(value);
  });
  const output = make("output", { "aria-hidden": "true" });
  const label = make("span", { className: "control-label", "aria-hidden": "true" }, spec.label);
  const play = spec.play && playButton(spec, input, (value) => {
    widget.show(value);
    changed(value);
  });
  const body = make("div", { className: "control slider" }, label, output, input);
  const widget = {
    element: play ? make("div", { className: "control played" }, play.button, body) : body,
    show(/** @type {number} */ value) {
      show(value);
      if (play) play.show(value);
      const text = withUnit(spec, value);
      if (output.value !== text) output.value = text;
    },
    limit,
  };
  return widget;
}

/** @type {Maker} */
function interval(spec, changed) {
  let pair = [...spec.default];
  const output = make("output", { "aria-hidden": "true" });
  const thumbs = /** @type {const} */ (["lower", "upper"]).map((end, i) =>
    slider(spec, words.endOf(spec.label, end), (value) => {
      pair[i] = i === 0 ? Math.min(value, pair[1]) : Math.max(value, pair[0]);
      widget.show(pair);
      changed([...pair]);
    }));
  const label = make("span", { className: "control-label", "aria-hidden": "true" }, spec.label);
  const element = make("div", { className: "control slider interval", role: "group", "aria-label": spec.label },
    label, output, ...thumbs.map((thumb) => thumb.input));
  const widget = {
    element,
    show(/** @type {number[]} */ value) {
      pair = [...value];
      thumbs.forEach((thumb, i) => thumb.show(pair[i]));
      output.value = `${withUnit({ ...spec, unit: "" }, pair[0])} – ${withUnit(spec, pair[1])}`;
      for (const [i, name] of ["--from", "--to"].entries()) {
        element.style.setProperty(name, thumbs[i].input.style.getPropertyValue("--at"));
      }
    },
    limit: (/** @type {number} */ low, /** @type {number} */ high) => thumbs.forEach((thumb) => thumb.limit(low, high)),
  };
  return widget;
}

/** @type {Maker} */
function choice(spec, changed) {
  const inputs = Object.entries(spec.options ?? {}).map(([value, text]) => {
    const input = make("input", { type: "radio", name: spec.name, value });
    input.addEventListener("change", () => changed(value));
    return { input, label: make("label", {}, input, make("span", {}, text)) };
  });
  return {
    element: make("fieldset", { className: "control choice", title: spec.help },
      make("legend", {}, spec.label), make("div", { className: "options" }, ...inputs.map(({ label }) => label))),
    show: (value) => inputs.forEach(({ input }) => (input.checked = input.value === value)),
  };
}

/** @type {Maker} */
function select(spec, changed) {
  const options = Object.entries(spec.options ?? {}).map(([value, text]) => make("option", { value }, text));
  const box = make("select", { title: spec.help }, ...options);
  box.addEventListener("change", () => changed(box.value));
  return {
    element: make("label", { className: "control select" }, make("span", { className: "control-label" }, spec.label), box),
    show: (value) => (box.value = value),
  };
}

/** @type {Maker} */
function toggle(spec, changed) {
  const input = make("input", { type: "checkbox", role: "switch", title: spec.help });
  input.addEventListener("change", () => changed(input.checked));
  return {
    element: make("label", { className: "control small toggle" }, input, make("span", {}, spec.label)),
    show: (value) => (input.checked = value),
  };
}

/** @type {Maker} */
function actions(spec, changed, { suggest }) {
  let history = /** @type {string[]} */ ([]);
  const { options = {}, sets = [] } = spec;
  const buttons = Object.entries(options).map(([value, text]) => {
    const button = make("button", { type: "button", title: spec.help }, text);
    button.addEventListener("click", () => (sets.length ? suggest(sets, value) : changed([...history, value])));
    return button;
  });
  const steps = make("output", { className: "steps" });
  const ordered = !sets.length && !spec.starts; // steps that build on one another: the person sees them and takes them back
  if (ordered) {
    const undo = make("button", { type: "button", "aria-label": words.undoStepOf(spec.label) }, words.undoStep);
    undo.addEventListener("click", () => changed(history.slice(0, -1)));
    buttons.push(undo);
  }
  return {
    element: make("fieldset", { className: ordered ? "control actions" : "control small sets" }, make("legend", {}, spec.label),
      make("div", { className: "options" }, ...buttons), ...(ordered ? [steps] : [])),
    show(value) {
      history = [...value];
      steps.value = history.map((step) => options[step]).join(" → ") || words.noStep;
      if (ordered) buttons[buttons.length - 1].disabled = history.length === 0;
    },
  };
}

/** Whether a control is shown in a state. @param {ControlSpec} spec @param {State} state */
export const applies = ({ when }, state) =>
  Object.entries(when).every(([other, wanted]) => wanted.includes(state[other]));

/** @type {Record<ControlSpec["kind"], Maker>} */
const MAKERS = {
  range, interval, choice, select, toggle, actions, code: codeEditor, points: pointList, line: pointList, image: imageInput,
};

/** All controls of a demo. */
export class Controls {
  /** @type {Map<string, Widget>} */ #widgets = new Map();

  /**
   * @param {HTMLElement} form
   * @param {ControlSpec[]} specs
   * @param {(name: string, value: any) => void} changed
   * @param {Context} context
   */
  constructor(form, specs, changed, context) {
    this.specs = specs;
    form.addEventListener("submit", (event) => event.preventDefault()); // Enter in a field would leave the page
    for (const spec of specs) {
      const widget = MAKERS[spec.kind](spec, (value) => changed(spec.name, value), context);
      widget.element.dataset.control = spec.name;
      this.#widgets.set(spec.name, widget);
      form.append(widget.element);
    }
  }

  /** Put a state on the screen. @param {State} state @param {boolean} [keepTyped] leave text that is being typed */
  show(state, keepTyped) {
    for (const spec of this.specs) {
      const widget = /** @type {Widget} */ (this.#widgets.get(spec.name));
      widget.show(state[spec.name], keepTyped);
      widget.element.hidden = !applies(spec, state);
    }
  }

  /** Narrow limits to those of the image at hand. @param {Record<string, [number, number]>} limits */
  limit(limits) {
    for (const [name, [low, high]] of Object.entries(limits)) this.#widgets.get(name)?.limit?.(low, high);
  }

  /** @param {string} name @returns {any} */
  widget(name) {
    return this.#widgets.get(name);
  }
}
