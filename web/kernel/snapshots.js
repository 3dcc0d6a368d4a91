/**
 * Snapshots: Python's memory with everything imported, made in this browser after a visit and restored on the next.
 *
 * A snapshot belongs to one build, one list of linked modules and one engine. Whoever restores it has linked the same
 * modules in the same order, so that every function has its old place in the table; what does not match is an error,
 * and the caller starts from bundles. The option names `_makeSnapshot` and `_loadSnapshot` and the parts of the module
 * that are used here are not promised by Pyodide's documentation. Only pages of memory that are not zero are kept.
 *
 * @typedef {{memory: number, table: number, added: ([string, string] | null)[], handles: [number, string][],
 *   linked: string[], got: number, runs: [number, number][], head: number[]}} Meta
 * @typedef {{meta: Meta, data: Uint8Array}} Snapshot
 */

const PAGE = 4096;
const CACHE = "livedemo-snapshots";
/** There is one for each set of bundles that a demo starts with, of 20 to 50 MB. */
const MOST = 4;

/** @param {string} build @param {string} stage */
const addressOf = (build, stage) => new URL(`../snapshot/${build}/${stage}`, import.meta.url).href;

/** The snapshot that this browser keeps, if any. @param {string} build @param {string} stage @returns {Promise<Response | undefined>} */
export async function find(build, stage) {
  try {
    return await (await caches.open(CACHE)).match(addressOf(build, stage));
  } catch {
    return undefined; // no storage here
  }
}

/** Keep a snapshot; those of other builds go, and the oldest of many. @param {string} build @param {string} stage @param {Uint8Array<ArrayBuffer>} bytes */
export async function keep(build, stage, bytes) {
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    if (!request.url.startsWith(addressOf(build, ""))) await cache.delete(request);
  }
  for (const request of (await cache.keys()).slice(0, 1 - MOST)) await cache.delete(request);
  await cache.put(addressOf(build, stage), new Response(bytes));
}

/** @param {string} build @param {string} stage */
export async function forget(build, stage) {
  try {
    await (await caches.open(CACHE)).delete(addressOf(build, stage));
  } catch {
    // no storage: nothing is kept
  }
}

/** Where Python keeps the index of a function that each engine adds for itself. @param {any} core */
const trampoline = (core) => (core.__PyRuntime + core.HEAP32[core.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2]) >> 2;

/** A checksum of the places of all symbols. @param {any} core */
function symbols(core) {
  let sum = 0;
  for (const entry of Object.values(core.GOT)) sum = (31 * sum + entry.value) | 0;
  return sum;
}

/** @param {any} core @returns {string[]} */
const linkedBy = (core) => Object.keys(core.LDSO.loadedLibsByName);

/**
 * The functions that were put into the table since modules were linked, by module and name.
 * @param {any} core
 * @param {number} from
 */
function addedSince(core, from) {
  const names = new Map();
  for (const [library, { exports }] of Object.entries(core.LDSO.loadedLibsByName)) {
    if (library === "__main__") continue;
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value === "function" && !names.has(value)) names.set(value, [library, name]);
    }
  }
  return Array.from({ length: core.wasmTable.length - from }, (_, i) => {
    const entry = core.wasmTable.get(from + i);
    if (entry === null) return null;
    const name = names.get(entry);
    if (!name) throw new Error(`table entry ${from + i} is of no linked module`);
    return name;
  });
}

/**
 * Make a snapshot of an interpreter that was started with `_makeSnapshot`.
 * @param {any} pyodide
 * @param {number} table length of the table when the modules had been linked
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function made(pyodide, table) {
  const core = pyodide._module;
  const whole = pyodide.makeMemorySnapshot();
  const headSize = new Uint32Array(whole.buffer, whole.byteOffset, 2)[1];
  const memory = whole.subarray(headSize);
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.length >> 2);
  const runs = /** @type {[number, number][]} */ ([]);
  for (let page = 0; page < memory.length / PAGE; page++) {
    const start = (page * PAGE) >> 2;
    if (words.subarray(start, start + (PAGE >> 2)).every((word) => word === 0)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === page * PAGE) last[1] += PAGE;
    else runs.push([page * PAGE, PAGE]);
  }
  /** @type {Meta} */
  const meta = {
    memory: memory.length, table, added: addedSince(core, table), linked: linkedBy(core), got: symbols(core), runs,
    handles: Object.entries(core.LDSO.loadedLibsByHandle).filter(([handle]) => handle !== "0")
      .map(([handle, { name }]) => [Number(handle), name]),
    head: Array.from(whole.subarray(0, headSize)),
  };
  const text = new TextEncoder().encode(JSON.stringify(meta));
  const begin = 8 * Math.ceil((8 + text.length) / 8);
  const bytes = new Uint8Array(begin + runs.reduce((sum, [, length]) => sum + length, 0));
  new Uint32Array(bytes.buffer, 0, 2).set([text.length, begin]);
  bytes.set(text, 8);
  let at = begin;
  for (const [start, length] of runs) {
    bytes.set(memory.subarray(start, start + length), at);
    at += length;
  }
  return bytes;
}

/** @param {Response} response @returns {Promise<Snapshot>} */
export async function parsed(response) {
  const buffer = await response.arrayBuffer();
  const [size, begin] = new Uint32Array(buffer, 0, 2);
  const meta = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, size)));
  return { meta, data: new Uint8Array(buffer, begin) };
}

/** What `loadPyodide` takes as `_loadSnapshot`: the memory itself is put in place by `restore`. @param {Snapshot} snapshot */
export const headOf = ({ meta }) => new Uint8Array(meta.head);

/**
 * Put the memory of a snapshot into a core whose modules have just been linked and whose main has not run.
 * @param {any} core
 * @param {Snapshot} snapshot
 */
export function restore(core, { meta, data }) {
  const wrong = (/** @type {string} */ what) => { throw new Error(`the snapshot does not fit: ${what}`); };
  if (core.wasmTable.length !== meta.table) wrong(`the table has ${core.wasmTable.length} entries, not ${meta.table}`);
  if (linkedBy(core).join() !== meta.linked.join()) wrong("other modules are linked");
  if (symbols(core) !== meta.got) wrong("symbols lie elsewhere");
  const own = core.HEAP32[trampoline(core)];
  const before = core.HEAP8.length;
  if (before < meta.memory) core.growMemory(meta.memory);
  const memory = core.HEAPU8;
  let from = 0;
  let end = 0;
  for (const [start, length] of meta.runs) {
    memory.fill(0, Math.min(end, before), Math.min(start, before));
    memory.set(data.subarray(from, from + length), start);
    from += length;
    end = start + length;
  }
  memory.fill(0, Math.min(end, before), before);
  core.HEAP32[trampoline(core)] = own;
  for (const [handle, name] of meta.handles) core.LDSO.loadedLibsByHandle[handle] = core.LDSO.loadedLibsByName[name];
  meta.added.forEach((entry, i) => {
    if (!entry) return;
    const [library, name] = entry;
    const index = core.addFunction(core.LDSO.loadedLibsByName[library].exports[name]);
    if (index !== meta.table + i) wrong(`a function came to ${index}, not to ${meta.table + i}`);
  });
}
