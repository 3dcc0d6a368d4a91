/**
 * Downloads that survive a bad line: what breaks off is resumed where it stopped, what is wrong is refused.
 *
 * Pyodide fetches its own files, so `install` puts this in the place of the worker's `fetch` for the files of
 * the manifest; everything else goes to the browser's own.
 *
 * @typedef {{size: number, sha256: string, packed?: boolean}} FileEntry `packed` if NAME.gz lies beside it
 * @typedef {(loaded: number, total: number, file: string) => void} ProgressListener
 */

import { asStream, bare, chunksOf, unpacked } from "./packing.js";

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 400;
/** Digits of a digest in an address: py/sitebuild/output.py makes the same. */
const DIGITS = 8;

const browserFetch = globalThis.fetch.bind(globalThis);

/** A file that could not be had; the message names it. */
export class DownloadError extends Error {}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Yield the bytes of a file; after a break ask for the rest only.
 * @param {string} url
 * @param {RequestInit} init
 * @param {string} [packed] address of the same, compressed, for hosts that compress nothing
 * @returns {AsyncGenerator<Uint8Array, void>}
 */
async function* resumable(url, init, packed) {
  const [name] = url.split("?");
  let received = 0;
  let etag = "";
  for (let attempt = 1; ; attempt++) {
    try {
      const headers = received ? { Range: `bytes=${received}-`, ...(etag ? { "If-Range": etag } : {}) } : undefined;
      const response = await browserFetch(url, { ...init, ...(headers ? { headers } : {}) });
      if (response.status === 404) throw new DownloadError(`${name} is missing on the server (404)`);
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
      if (packed && !received && bare(response)) {
        await response.body.cancel();
        const chunks = unpacked(resumable(packed, init));
        packed = undefined;
        const first = await chunks.next().catch(() => undefined);
        if (!first) continue; // the host has no such file
        yield first.value ?? new Uint8Array();
        return yield* chunks;
      }
      let skip = response.status === 206 ? 0 : received; // a server without ranges starts over
      etag = response.headers.get("ETag") ?? "";
      for await (const value of chunksOf(response.body)) {
        const fresh = value.subarray(Math.min(skip, value.length));
        skip -= value.length - fresh.length;
        received += fresh.length;
        if (fresh.length) attempt = 1;
        yield fresh;
      }
      return;
    } catch (error) {
      if (error instanceof DownloadError) throw error;
      if (attempt >= ATTEMPTS) throw new DownloadError(`${name} could not be downloaded (${error})`);
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}

/**
 * Read a file as it is, with the same patience.
 * @param {string} url
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function read(url) {
  const chunks = [];
  let length = 0;
  for await (const chunk of resumable(url, {})) {
    chunks.push(chunk);
    length += chunk.length;
  }
  // A blob would join them, but WebKit finds none in the worker of a frame that another origin shows.
  const whole = new Uint8Array(length);
  length = 0;
  for (const chunk of chunks) {
    whole.set(chunk, length);
    length += chunk.length;
  }
  return whole;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function hexDigest(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The files of the site that the worker needs, each fetched once and checked. */
export class Downloads {
  /** @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */ #running = new Map();
  /** @type {Map<string, number>} */ #received = new Map();

  /**
   * @param {URL} root directory that the manifest's paths are relative to
   * @param {Record<string, FileEntry>} files
   * @param {ProgressListener} onProgress
   */
  constructor(root, files, onProgress) {
    this.root = root;
    this.files = files;
    this.onProgress = onProgress;
  }

  /** Put these downloads in the place of `fetch` for the files of the manifest. */
  install() {
    globalThis.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input), this.root);
      const path = url.href.startsWith(this.root.href) ? url.href.slice(this.root.href.length) : "";
      if (!(path in this.files)) return browserFetch(input, init);
      return new Response(await this.get(path));
    };
  }

  /** Where a file is; the address changes with its content. @param {string} path */
  address(path) {
    const digest = this.files[path]?.sha256.slice(0, DIGITS);
    return new URL(digest ? `${path}?v=${digest}` : path, this.root).href;
  }

  /** Where the file lies compressed, if it does. @param {string} path */
  #packed(path) {
    return this.files[path].packed ? this.address(path).replace(path, `${path}.gz`) : undefined;
  }

  /**
   * Begin to fetch a file, or join the download that is under way.
   * @param {string} path
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  get(path) {
    let running = this.#running.get(path);
    if (!running) {
      running = this.#checked(path);
      this.#running.set(path, running);
    }
    return running;
  }

  /** Wait for all downloads that are under way. */
  settled() {
    return Promise.allSettled(this.#running.values());
  }

  /** Answer with these bytes whoever asks for a file next. @param {string} path @param {Uint8Array<ArrayBuffer>} bytes */
  put(path, bytes) {
    this.#running.set(path, Promise.resolve(bytes));
  }

  /**
   * Compile a file while it is being downloaded.
   *
   * It is the browser's own answer that is compiled, for of such a one browsers keep the compiled code for later visits.
   * A copy of it is checked. Whatever goes wrong, the file is then downloaded like every other.
   * @param {string} path
   * @param {boolean} known whether it was checked on an earlier visit
   * @returns {Promise<WebAssembly.Module>}
   */
  async compile(path, known) {
    try {
      let response = await browserFetch(this.address(path));
      if (this.#packed(path) && bare(response)) {
        await response.body?.cancel();
        response = new Response(asStream(resumable(this.address(path), {}, this.#packed(path))), { headers: response.headers });
      }
      const checked = known || this.#intact(path, response.clone());
      const module = WebAssembly.compileStreaming(response);
      module.catch(() => {});
      if (await checked) return await module;
    } catch {
      // as below
    }
    return WebAssembly.compile(await this.get(path));
  }

  /**
   * Read a file while everything waits, as an import in Python must. Digests are asynchronous: only its size is compared.
   * @param {string} path
   * @returns {Uint8Array<ArrayBuffer>}
   */
  now(path) {
    const request = new XMLHttpRequest();
    request.open("GET", this.address(path), false);
    request.responseType = "arraybuffer";
    try {
      request.send();
    } catch (error) {
      throw new DownloadError(`${path} could not be downloaded (${error})`);
    }
    if (request.status !== 200) throw new DownloadError(`${path} could not be downloaded (HTTP ${request.status})`);
    const bytes = new Uint8Array(request.response);
    const { size } = this.files[path];
    if (bytes.length !== size) throw new DownloadError(`${path} is damaged: it has ${bytes.length} bytes, not ${size}`);
    return bytes;
  }

  /** Drop what has been handed over, or what failed: whoever asks next has it fetched anew. @param {string} path */
  release(path) {
    this.#running.delete(path);
  }

  /** @param {string} path */
  async #checked(path) {
    for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
      const bytes = await this.#whole(path, resumable(this.address(path), { cache }, this.#packed(path)));
      if (await this.#right(path, bytes)) return bytes;
    }
    throw new DownloadError(
      `${path} is damaged: its SHA-256 is not ${this.files[path].sha256.slice(0, 12)}…, twice in a row`);
  }

  /** Whether an answer is what the file should be. @param {string} path @param {Response} response */
  async #intact(path, response) {
    return response.ok && this.#right(path, await this.#whole(path, chunksOf(response.body)));
  }

  /** Without a secure context there is no digest; the transport is then all there is to trust. @param {string} path @param {Uint8Array<ArrayBuffer>} bytes */
  async #right(path, bytes) {
    return !globalThis.crypto?.subtle || (await hexDigest(bytes)) === this.files[path].sha256;
  }

  /**
   * @param {string} path
   * @param {AsyncIterable<Uint8Array>} chunks
   */
  async #whole(path, chunks) {
    let bytes = new Uint8Array(this.files[path].size);
    let length = 0;
    this.#received.set(path, 0);
    for await (const chunk of chunks) {
      if (length + chunk.length > bytes.length) {
        const longer = new Uint8Array(2 * (length + chunk.length));
        longer.set(bytes.subarray(0, length));
        bytes = longer;
      }
      bytes.set(chunk, length);
      length += chunk.length;
      this.#received.set(path, length);
      this.#report(path);
    }
    return bytes.length === length ? bytes : bytes.slice(0, length);
  }

  /** @param {string} file */
  #report(file) {
    let loaded = 0;
    let total = 0;
    for (const [path, received] of this.#received) {
      loaded += received;
      total += this.files[path].size;
    }
    this.onProgress(loaded, total, file);
  }
}
