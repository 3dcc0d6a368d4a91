/**
 * Which code may run at once. A link can carry any: what came with one, and is not the site's own, runs after the reader
 * has said so. What they have run in this tab is theirs.
 */
const KEY = "livedemo.ran";
/** So many texts are remembered. */
const MOST = 20;

/** @returns {string[]} */
function ran() {
  try {
    const texts = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(texts) ? texts : [];
  } catch {
    return []; // storage is blocked: the reader is asked each time
  }
}

/** The reader has had this code run. @param {string} text */
export function trust(text) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...ran().filter((other) => other !== text), text].slice(-MOST)));
  } catch {
    // as above
  }
}

/** Whether this code was run before in this tab. @param {string} text */
export const trusted = (text) => ran().includes(text);

/** Take out of a state whatever code a reader has to see first. @param {DemoSpec} spec @param {State} state @returns {State} it */
export function withheld({ controls, presets }, state) {
  const found = /** @type {State} */ ({});
  for (const { kind, name, default: own, examples = {} } of controls) {
    const text = state[name];
    const known = [own, ...Object.values(examples), ...Object.values(presets).map((preset) => preset[name])];
    if (kind !== "code" || text === undefined || known.includes(text) || trusted(text)) continue;
    found[name] = text;
    delete state[name];
  }
  return found;
}
