/**
 * Bring one Pyodide to life: core, numpy and our own Python, everything requested at once.
 *
 * @typedef {import("./fetching.js").FileEntry} FileEntry
 * @typedef {{files: Record<string, FileEntry>, packages: Record<string, {file: string, depends: string[]}>}} Manifest
 * @typedef {(client: number, message: object) => Promise<void>} Receive
 */
import { Downloads, read } from "./fetching.js";

const ROOT = new URL("../", import.meta.url);
const CORE = ["pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip", "kernel/app.zip"];

/** A running interpreter and what the worker asks of it. */
export class Interpreter {
  /** @type {any} */ #pyodide;
  /** @type {Manifest} */ #manifest = { files: {}, packages: {} };
  /** @type {Downloads} */ #downloads = new Downloads(ROOT, {}, () => {});
  /** @type {Set<string>} */ #loaded = new Set();
  /** @type {Promise<void>} */ #loading = Promise.resolve();

  /**
   * @param {(progress: {stage: string, loaded?: number, total?: number}) => void} onProgress
   * @param {string[]} packages what the first demo needs, so that it travels with the core
   */
  static async start(onProgress, packages) {
    onProgress({ stage: "download", loaded: 0, total: 0 });
    const self = new Interpreter();
    self.#manifest = JSON.parse(new TextDecoder().decode(await read(new URL("kernel/manifest.json", ROOT))));
    self.#downloads = new Downloads(ROOT, self.#manifest.files, (loaded, total) =>
      onProgress({ stage: "download", loaded, total }));
    self.#downloads.install();
    for (const path of CORE.slice(1)) self.#downloads.get(path).catch(() => {});
    self.prefetch(["numpy", ...packages]);
    const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", ROOT).href);
    self.#pyodide = await loadPyodide({ indexURL: new URL("pyodide/", ROOT).href });
    onProgress({ stage: "start" });
    await self.loadPackages(["numpy", ...packages]);
    onProgress({ stage: "import" });
    self.#pyodide.FS.writeFile("/app.zip", await self.#downloads.get("kernel/app.zip"));
    for (const path of CORE) self.#downloads.release(path);
    return self;
  }

  /** Begin to fetch packages and what they depend on. @param {string[]} names */
  prefetch(names) {
    for (const name of this.#missing(names)) this.#downloads.get(this.#manifest.packages[name].file).catch(() => {});
  }

  /** Make packages importable; one call after the other. @param {string[]} names */
  loadPackages(names) {
    this.prefetch(names);
    const result = this.#loading.then(() => this.#load(names));
    this.#loading = result.catch(() => {});
    return result;
  }

  /** @param {string[]} names */
  async #load(names) {
    const missing = this.#missing(names);
    if (!missing.length) return;
    // Pyodide only logs a package that fails; here it must be an error that reaches the page.
    await Promise.all(missing.map((name) => this.#fetched(this.#manifest.packages[name].file)));
    await this.#pyodide.loadPackage(missing, { messageCallback: () => {}, checkIntegrity: false });
    for (const name of missing) {
      this.#loaded.add(name);
      this.#downloads.release(this.#manifest.packages[name].file);
    }
  }

  /** Wait for a file; once it has been told that it failed, the next try fetches it anew. @param {string} file */
  async #fetched(file) {
    try {
      await this.#downloads.get(file);
    } catch (error) {
      this.#downloads.release(file);
      throw error;
    }
  }

  /**
   * Start our kernel.
   * @param {object} functions what `kernel.browser.BrowserHost` calls
   * @returns {Receive}
   */
  startKernel(functions) {
    const start = this.#pyodide.runPython(
      "import sys; sys.path.insert(0, '/app.zip')\nfrom kernel.browser import start\nstart");
    return start(functions);
  }

  /** What is not loaded yet of these packages and of what they depend on. @param {string[]} names */
  #missing(names) {
    const all = new Set();
    const visit = (/** @type {string} */ name) => {
      const entry = this.#manifest.packages[name];
      if (!entry) throw new Error(`this site was built without the Python package ${name}`);
      if (!all.has(name)) {
        all.add(name);
        entry.depends.forEach(visit);
      }
    };
    names.forEach(visit);
    return /** @type {string[]} */ ([...all]).filter((name) => !this.#loaded.has(name));
  }
}

/** Read a file of the site. @param {string} path */
export const readSiteFile = (path) => read(new URL(path, ROOT));
