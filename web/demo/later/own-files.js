/**
 * Files that a person wants kept on this device, or takes along to another demo: in a database of the browser. Which
 * ones they are says own-list.js. Loaded when it is first needed (spec.scripts).
 */
import { createStore, del, delMany, get, keys, set } from "idb-keyval";
import { storedAt } from "../own-list.js";

const store = createStore("livedemo-own", "files");
/** What is in no list for so long, in ms, is not on its way to one, or to another demo, any more. */
const LOST = 600_000;

/** @param {string} id @param {Blob} file */
export async function write(id, file) {
  // As bytes, not as a Blob: some browsers keep no Blobs in private windows.
  await set(id, await file.arrayBuffer(), store);
}

/** @param {string} id @returns {Promise<Blob | undefined>} */
export async function read(id) {
  const bytes = await get(id, store);
  return bytes && new Blob([bytes]);
}

/** @param {string} id */
export async function remove(id) {
  await del(id, store);
}

/** Remove what nobody refers to. @param {string[]} kept ids in the list */
export async function sweep(kept) {
  const lost = (/** @type {string} */ id) => !kept.includes(id) && !(Date.now() - storedAt(id) < LOST);
  await delMany((await keys(store)).map(String).filter(lost), store);
}
