/**
 * Downloads that survive a bad line: what breaks off is resumed where it stopped, what is wrong is refused.
 *
 * Pyodide fetches its own files, so `install` puts this in the place of the worker's `fetch` for the files of
 * the manifest; everything else goes to the browser's own.
 *
 * @typedef {{size: number, sha256: string}} FileEntry
 * @typedef {(loaded: number, total: number, file: string) => void} ProgressListener
 */

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 400;

const browserFetch = globalThis.fetch.bind(globalThis);

/** A file that could not be had; the message names it. */
export class DownloadError extends Error {}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Yield the bytes of a file; after a break ask for the rest only.
 * @param {string} url
 * @param {RequestInit} init
 * @returns {AsyncGenerator<Uint8Array, void>}
 */
async function* resumable(url, init) {
  let received = 0;
  let etag = "";
  for (let attempt = 1; ; attempt++) {
    try {
      const headers = received ? { Range: `bytes=${received}-`, ...(etag ? { "If-Range": etag } : {}) } : undefined;
      const response = await browserFetch(url, { ...init, ...(headers ? { headers } : {}) });
      if (response.status === 404) throw new DownloadError(`${url} is missing on the server (404)`);
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
      let skip = response.status === 206 ? 0 : received; // a server without ranges starts over
      etag = response.headers.get("ETag") ?? "";
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        const fresh = value.subarray(Math.min(skip, value.length));
        skip -= value.length - fresh.length;
        received += fresh.length;
        if (fresh.length) attempt = 1;
        yield fresh;
      }
    } catch (error) {
      if (error instanceof DownloadError) throw error;
      if (attempt >= ATTEMPTS) throw new DownloadError(`${url} could not be downloaded (${error})`);
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}

/**
 * Read a file that is not in the manifest, with the same patience.
 * @param {URL} url
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function read(url) {
  const chunks = [];
  for await (const chunk of resumable(url.href, {})) chunks.push(/** @type {Uint8Array<ArrayBuffer>} */ (chunk));
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
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
      const type = path.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      return new Response(await this.get(path), { headers: { "Content-Type": type } });
    };
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

  /**
   * Read a file while everything waits, as an import in Python must. Digests are asynchronous: only its size is compared.
   * @param {string} path
   * @returns {Uint8Array<ArrayBuffer>}
   */
  now(path) {
    const request = new XMLHttpRequest();
    request.open("GET", new URL(path, this.root), false);
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
    const expected = this.files[path].sha256;
    for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
      const bytes = await this.#whole(path, cache);
      // Without a secure context there is no digest; the transport is then all there is to trust.
      if (!globalThis.crypto?.subtle || (await hexDigest(bytes)) === expected) return bytes;
    }
    throw new DownloadError(`${path} is damaged: its SHA-256 is not ${expected.slice(0, 12)}…, twice in a row`);
  }

  /**
   * @param {string} path
   * @param {RequestCache} cache
   */
  async #whole(path, cache) {
    let bytes = new Uint8Array(this.files[path].size);
    let length = 0;
    this.#received.set(path, 0);
    for await (const chunk of resumable(new URL(path, this.root).href, { cache })) {
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
