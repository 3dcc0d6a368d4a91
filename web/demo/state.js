/** The state of a demo as a person can hand it on: `#key=value&...`, any subset of the controls. */
import { links as words } from "../strings/en.js";

export const OWN_IMAGE = "own";
/** Keys of how images are shown and of code that was edited: they are no controls, but travel with the state in a link. */
const DISPLAY = "display";
const EDITED = "edited";

/** @param {ControlSpec[]} controls @returns {State} */
export function defaultState(controls) {
  return Object.fromEntries(controls.map((control) => [control.name, control.default]));
}

/** What of a state is code. @param {ControlSpec[]} controls @param {State} state @returns {State} */
export function codeIn(controls, state) {
  return Object.fromEntries(controls.filter(({ kind }) => kind === "code").map(({ name }) => [name, state[name]]));
}

/** @param {any} a @param {any} b */
export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** @param {number} value */
const short = (value) => String(Number(value.toPrecision(7)));

/** @type {Record<string, (value: any, control: ControlSpec) => string>} */
const writers = {
  range: short,
  interval: (pair) => pair.map(short).join(","),
  toggle: (value) => (value ? "1" : "0"),
  actions: (steps) => steps.join(","),
  points(/** @type {number[][]} */ points, { least, most, default: rest }) {
    const texts = points.map((point) => point.map(short).join(","));
    if (least !== most) return texts.join(";");
    // Of a fixed number only those that have moved, each with its place in the list, from 1.
    return texts.map((text, i) => `${i + 1}:${text}`).filter((_, i) => !same(points[i], rest[i])).join(";");
  },
};
writers.line = writers.points;

/** @param {string} text @param {ControlSpec} control */
function number(text, { name }) {
  const value = Number(text);
  if (text.trim() === "" || Number.isNaN(value)) throw new Error(words.noNumber(name, text));
  return value;
}

/** @param {number} value @param {ControlSpec} control */
const clamp = (value, { low = -Infinity, high = Infinity }) => Math.min(Math.max(value, low), high);

/** @param {string} text @param {ControlSpec} control @param {string[]} allowed */
function oneOf(text, { name }, allowed) {
  if (!allowed.includes(text)) throw new Error(words.notOneOf(name, text, allowed));
  return text;
}

/** @type {Record<string, (text: string, control: ControlSpec) => any>} */
const readers = {
  range: (text, control) => clamp(number(text, control), control),
  interval(text, control) {
    const pair = text.split(",").map((part) => clamp(number(part, control), control));
    if (pair.length !== 2) throw new Error(words.noPair(control.name, text));
    return pair.sort((a, b) => a - b);
  },
  choice: (text, control) => oneOf(text, control, Object.keys(control.options ?? {})),
  toggle: (text, control) => ["1", "true"].includes(oneOf(text, control, ["0", "1", "true", "false"])),
  actions: (text, control) =>
    text ? text.split(",").map((step) => oneOf(step, control, Object.keys(control.options ?? {}))) : [],
  points(text, control) {
    const read = (/** @type {string} */ point) => point.split(",").map((c) => number(c, control));
    const texts = text.split(";").filter(Boolean);
    const moved = texts.filter((point) => /^\d+:/.test(point)).map((point) => point.split(":"));
    const points = moved.length ? [...control.default] : texts.map(read);
    for (const [place, point] of moved) {
      if (!(Number(place) >= 1 && Number(place) <= points.length)) throw new Error(words.noPoint(control.name, place));
      points[Number(place) - 1] = read(point);
    }
    if (points.some((point) => point.length !== 2)) throw new Error(words.noPoints(control.name, text));
    if (points.length < (control.least ?? 0)) throw new Error(words.tooFew(control.name, control.least));
    return points.slice(0, control.most);
  },
  code: (text) => text,
  image: (text, control) => oneOf(text, control, [...(control.samples ?? []), OWN_IMAGE]),
};
readers.select = readers.choice;
readers.line = readers.points;

/**
 * Write what differs from the defaults. Of an own file a link says only that there was one.
 * @param {ControlSpec[]} controls
 * @param {State} state
 * @param {string} display how images are shown, as display-settings.js writes it
 * @param {string} [edited] code in the place of the demo's own, as packed-code.js writes it
 */
export function toHash(controls, state, display, edited) {
  const parts = new URLSearchParams();
  for (const control of controls) {
    const value = state[control.name];
    if (same(value, control.default)) continue;
    parts.set(control.name, (writers[control.kind] ?? String)(value, control));
  }
  if (display) parts.set(DISPLAY, display);
  if (edited) parts.set(EDITED, edited);
  // These are legal in a fragment and easier to read than their escapes.
  return parts.toString().replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":");
}

/**
 * Read a hash: the values that are valid, and a complaint for each that is not.
 * @param {ControlSpec[]} controls
 * @param {string} hash
 * @returns {{state: State, display: string, edited: string, complaints: string[]}}
 */
export function fromHash(controls, hash) {
  const state = /** @type {State} */ ({});
  const complaints = [];
  let display = "";
  let edited = "";
  const known = new Map(controls.map((control) => [control.name, control]));
  for (const [name, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (name === DISPLAY) {
      display = text;
      continue;
    }
    if (name === EDITED) {
      edited = text;
      continue;
    }
    const control = known.get(name);
    if (!control) {
      complaints.push(words.noControl(name, [...known.keys()]));
      continue;
    }
    try {
      state[name] = readers[control.kind](text, control);
    } catch (error) {
      complaints.push(/** @type {Error} */ (error).message);
    }
  }
  return { state, display, edited, complaints };
}
