/**
 * Files of the site that are kept on this device, in a cache that the service worker answers from. Each lies under its
 * address with a digest, so copies of two versions lie side by side and are never taken for one another.
 *
 * @typedef {{size: number, sha256: string, type: string, packed?: boolean}} Entry
 * @typedef {{version: string, files: Record<string, Entry>, demos: Record<string, string[]>}} Table every file that is not
 *   in the shell, and which of them each demo needs; py/sitebuild/offline.py writes it
 */
import { Downloads } from "../kernel/fetching.js";
import { KEPT } from "../kernel/packing.js";

export const STORE = "livedemo-files";
/** The table's path below the root. */
export const TABLE = "offline.json";
const LOCK = "livedemo-saving";
/** As many downloads at once. */
const LANES = 4;

/** Marks what the service worker of this version is to leave to the network: files of the next one. */
export const NEXT = "next";

class NextDownloads extends Downloads {
  /** @param {string} path */
  address(path) {
    return `${super.address(path)}&${NEXT}`;
  }
}

/** @param {Table} table @param {string} path */
export const addressOf = (table, path) => `${path}?v=${table.files[path].sha256.slice(0, 8)}`;

/** @param {Table} table @param {Iterable<string>} [paths] all of them, unless named */
export function sizeOf({ files }, paths = Object.keys(files)) {
  let size = 0;
  for (const path of paths) size += files[path].size;
  return size;
}

export class Store {
  /** @param {URL} root of the site */
  constructor(root) {
    this.root = root;
  }

  /** The table of the version that the service worker answers with or, before there is one, of the server. @returns {Promise<Table>} */
  async table() {
    return (await fetch(new URL(TABLE, this.root))).json();
  }

  /** Those of some files that are not kept yet. @param {Table} table @param {Iterable<string>} [paths] */
  async missing(table, paths = Object.keys(table.files)) {
    const cache = await caches.open(STORE);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    return [...paths].filter((path) => !kept.has(new URL(addressOf(table, path), this.root).href));
  }

  /**
   * Keep files, each checked by its digest; those that are there already are not fetched again. One page at a time.
   * @param {Table} table
   * @param {Iterable<string>} [paths]
   * @param {{onProgress?: (done: number, total: number) => void, signal?: AbortSignal, next?: boolean}} [options] bytes of
   *   all these files; whether the table is that of the next version
   * @returns {Promise<void>} rejected with the first file that could not be had or kept; what was kept stays
   */
  async save(table, paths = Object.keys(table.files), { onProgress, signal, next = false } = {}) {
    await navigator.locks.request(LOCK, { signal }, async () => {
      const left = await this.missing(table, paths);
      const total = sizeOf(table, paths);
      let done = total - sizeOf(table, left);
      const partly = new Map();
      const report = () => onProgress?.(done + [...partly.values()].reduce((sum, size) => sum + size, 0), total);
      report();
      const cache = await caches.open(STORE);
      const one = async (/** @type {string} */ path) => {
        const entry = table.files[path];
        const downloads = new (next ? NextDownloads : Downloads)(this.root, { [path]: entry }, (loaded) => {
          partly.set(path, Math.min(loaded, entry.size));
          report();
        });
        const bytes = await downloads.get(path);
        signal?.throwIfAborted();
        await cache.put(new URL(addressOf(table, path), this.root), new Response(bytes, {
          headers: { "Content-Type": entry.type, "Content-Length": String(entry.size), [KEPT]: "yes" },
        }));
        partly.delete(path);
        done += entry.size;
        report();
      };
      const lane = async () => {
        try {
          for (let path = left.shift(); path !== undefined; path = left.shift()) {
            signal?.throwIfAborted();
            await one(path);
          }
        } finally {
          left.length = 0; // if one fails the others end what they have begun
        }
      };
      const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
      for (const { reason } of /** @type {any[]} */ (lanes)) if (reason) throw reason;
    });
  }

  /** Forget every file. */
  remove() {
    return caches.delete(STORE);
  }
}
