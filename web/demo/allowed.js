/** What another page may set: a first look at the values, so that nothing wrong reaches the controls. */

/** @param {unknown} value */
const isNumber = (value) => typeof value === "number" && !Number.isNaN(value);

/** @param {unknown} value */
const isPair = (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber);

/** @param {string[]} options @returns {[string, (value: any) => boolean]} */
const oneOf = (options) => [`one of ${options.join(", ")}`, (value) => options.includes(value)];

/**
 * In words and as a test, what a value of a control must be. Python has the last word on limits.
 * @param {ControlSpec} control
 * @returns {[string, (value: any) => boolean]}
 */
function wanted({ kind, options = {}, samples = [] }) {
  const names = Object.keys(options);
  switch (kind) {
    case "range":
      return ["a number", isNumber];
    case "interval":
      return ["a pair of numbers [lower, upper]", isPair];
    case "toggle":
      return ["true or false", (value) => typeof value === "boolean"];
    case "choice":
    case "select":
      return oneOf(names);
    case "image":
      return oneOf(samples);
    case "actions":
      return [`a list of ${names.join(", ")}`, (value) => Array.isArray(value) && value.every((step) => names.includes(step))];
    case "points":
    case "line":
      return ["a list of points [row, column]", (value) => Array.isArray(value) && value.every(isPair)];
    case "code":
      return ["text", (value) => typeof value === "string"];
  }
}

/**
 * Say what is wrong with values for controls.
 * @param {ControlSpec[]} controls
 * @param {State} values any subset of the state
 * @returns {string[]} one complaint for each wrong name or value
 */
export function complaintsAbout(controls, values) {
  const known = new Map(controls.map((control) => [control.name, control]));
  return Object.entries(values).flatMap(([name, value]) => {
    const control = known.get(name);
    if (!control) return [`${name}: there is no such control here; there are ${[...known.keys()].join(", ")}`];
    const [words, fits] = wanted(control);
    return fits(value) ? [] : [`${name}: ${JSON.stringify(value)} is not ${words}`];
  });
}
