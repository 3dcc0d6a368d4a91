/**
 * Which images a person has kept on this device, and which of them, or of those that are taken along, this tab opens:
 * their names and the like, for all pages of the site. The files are in own-files.js.
 *
 * @typedef {{id: string, name: string, size: number, frame: number}} Listed
 */

const KEPT = "livedemo.kept";
const OPENS = "livedemo.opens";
/** Before the time in the id of what is taken along once. */
const TAKEN = "taken-";

/** @param {() => Storage} storage @param {string} key @param {any} nothing */
function stored(storage, key, nothing) {
  try {
    return JSON.parse(storage().getItem(key) ?? "null") ?? nothing;
  } catch {
    return nothing; // storage is blocked, or holds what is not ours
  }
}

/** The images that are kept, the newest first. @returns {Listed[]} */
export const kept = () => stored(() => localStorage, KEPT, []);

/** @param {Listed[]} list */
function write(list) {
  localStorage.setItem(KEPT, JSON.stringify(list));
}

/** @param {Listed} image new, or changed */
export const list = (image) => write([image, ...kept().filter(({ id }) => id !== image.id)]);

/** @param {string} id */
export const unlist = (id) => write(kept().filter((image) => image.id !== id));

/** Call back when another tab has kept an image or removed one. @param {() => void} changed */
export function onChangeElsewhere(changed) {
  addEventListener("storage", ({ key }) => (key === KEPT || key === null) && changed());
}

/** The image that a control of this tab opens when its state says that it is the person's own. @param {string} control @returns {Listed | undefined} */
export function opens(control) {
  return stored(() => sessionStorage, OPENS, {})[control] ?? kept()[0];
}

/** @param {string} control @param {Listed} [image] none: the newest of those that are kept */
export function setOpens(control, image) {
  const { [control]: _, ...others } = stored(() => sessionStorage, OPENS, {});
  sessionStorage.setItem(OPENS, JSON.stringify(image ? { ...others, [control]: image } : others));
}

/** An id for an image that is kept, or for one that is taken along once. @param {boolean} once */
export const newId = (once) => `${once ? TAKEN : ""}${Date.now()}-${Math.random().toString(36).slice(2)}`;

/** Whether an image was stored only to be taken along. @param {string} id */
export const isTaken = (id) => id.startsWith(TAKEN);

/** When an image was stored, in ms. @param {string} id */
export const storedAt = (id) => Number(id.replace(TAKEN, "").split("-")[0]);
