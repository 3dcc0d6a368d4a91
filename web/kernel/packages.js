/**
 * What can be imported: which bundles and wheels are there, and bringing more of them.
 *
 * @typedef {{name: string, file: string, packages: string[], after: string[]}} Stage
 */
import { compiled, compiledNow, entriesOf, install, link, PACKAGES } from "./bundles.js";

export const LIBRARY_PATH = "/lib/python314.zip";
/** The whole standard library; in an index its modules are of the package of this name. */
export const WHOLE_LIBRARY = "pyodide/python_stdlib.zip";
const LIBRARY = "library";
/** Names of bundles that are a part of a package's wheel. */
const MORE = "-more";

/** Bundles with these packages, and those before them. @param {string[]} packages @returns {Stage[]} */
export function stagesOf(packages) {
  const asked = MANIFEST.stages.filter((stage) => stage.packages.some((name) => packages.includes(name)));
  const names = new Set(asked.flatMap(({ name, after }) => [...after, name]));
  return MANIFEST.stages.filter(({ name }) => names.has(name));
}

/** The packages of one interpreter. */
export class Packages {
  /** @type {any} */ #pyodide;
  /** Packages that are there, as a whole or as far as the demos need them. @type {Set<string>} */ #loaded = new Set();
  /** @type {Set<string>} */ #stages = new Set();
  /** @type {Promise<void>} */ #loading = Promise.resolve();
  /** What imports had to wait for since it was last told, each as "package:module". @type {string[]} */
  brought = [];

  /** @param {import("./fetching.js").Downloads} downloads */
  constructor(downloads) {
    this.downloads = downloads;
  }

  /** Packages go into this interpreter from now on; it has none yet. @param {any} pyodide */
  begin(pyodide) {
    this.#pyodide = pyodide;
    this.#stages.clear();
    this.#loaded.clear();
  }

  /** Make packages importable; one call after the other. @param {string[]} names @param {boolean} bundled or only as wheels */
  load(names, bundled) {
    const result = this.#loading.then(async () => {
      if (bundled) await this.#loadBundles(names);
      await this.loadWheels(names);
    });
    this.#loading = result.catch(() => {});
    return result;
  }

  /** Let micropip know what is there, so that it does not bring it once more. No snapshot can be made after that. */
  declare() {
    for (const name of this.#loaded) {
      if (!name.endsWith(MORE)) this.#pyodide.loadedPackages[name] ??= "bundle";
    }
  }

  /** @param {Stage} stage */
  async bundle(stage) {
    const entries = entriesOf(await this.#fetched(stage.file));
    return { stage, entries, modules: await compiled(entries) };
  }

  /** Put the files of a bundle in place whose modules have been linked. @param {Stage} stage @param {import("./bundles.js").Entry[]} entries */
  installed(stage, entries) {
    install(this.#pyodide.FS, entries);
    this.#stages.add(stage.name);
    for (const name of stage.packages) this.#loaded.add(name);
    this.downloads.release(stage.file);
  }

  /** @param {string[]} names */
  async #loadBundles(names) {
    const bundles = await Promise.all(this.#missingStages(names).map((stage) => this.bundle(stage)));
    for (const { stage, entries, modules } of bundles) {
      if (this.#stages.has(stage.name)) continue; // an import did not wait
      link(this.#pyodide._module, modules);
      this.installed(stage, entries);
    }
    if (bundles.length) this.#pyodide.runPython("import sys; sys.path_importer_cache.clear()");
  }

  /** Begin to download wheels. @param {string[]} names */
  request(names) {
    for (const name of this.#missing(names)) this.downloads.get(MANIFEST.packages[name].file).catch(() => {});
  }

  /** @param {string[]} names */
  async loadWheels(names) {
    const missing = this.#missing(names);
    if (!missing.length) return;
    // Pyodide only logs a package that fails; here it must be an error that reaches the page.
    await Promise.all(missing.map((name) => this.#fetched(MANIFEST.packages[name].file)));
    await this.#pyodide.loadPackage(missing, { messageCallback: () => {}, checkIntegrity: false });
    for (const name of missing) {
      this.#loaded.add(name);
      this.downloads.release(MANIFEST.packages[name].file);
    }
  }

  /**
   * Bring what a bundle left out, while an import waits for it.
   * @param {string} kind "stages": the bundle of that name, and those it needs; "whole": that package, or the library
   * @param {string} name
   * @param {string} module what was imported
   */
  complete(kind, name, module) {
    this.brought.push(`${name}:${module}`);
    const { FS, _module: core } = this.#pyodide;
    if (kind === "stages") {
      const stage = /** @type {Stage} */ (MANIFEST.stages.find((one) => one.name === name));
      for (const before of this.#missingStages(stage.packages)) {
        const entries = entriesOf(this.downloads.now(before.file));
        link(core, compiledNow(entries));
        this.installed(before, entries);
      }
    } else if (name === LIBRARY) {
      FS.writeFile(LIBRARY_PATH, this.downloads.now(WHOLE_LIBRARY));
    } else {
      const { file } = MANIFEST.packages[name];
      this.#pyodide.unpackArchive(this.downloads.now(file).buffer, "wheel", { extractDir: PACKAGES });
      this.#loaded.add(name);
    }
  }

  /** @param {string} path of a part of the standard library that is read only now */
  readLibrary(path) {
    this.brought.push(`${LIBRARY}:`);
    return this.downloads.now(path);
  }

  /** Wait for a file; once it has been told that it failed, the next try fetches it anew. @param {string} file */
  async #fetched(file) {
    try {
      return await this.downloads.get(file);
    } catch (error) {
      this.downloads.release(file);
      throw error;
    }
  }

  /** Bundles that these packages need and that are not there. @param {string[]} packages @returns {Stage[]} */
  #missingStages(packages) {
    return stagesOf(packages).filter(({ name }) => !this.#stages.has(name));
  }

  /** What is not loaded yet of these packages and of what they depend on. @param {string[]} names */
  #missing(names) {
    const all = new Set();
    const visit = (/** @type {string} */ name) => {
      const entry = MANIFEST.packages[name];
      if (!entry) throw new Error(`this site was built without the Python package ${name}`);
      if (!all.has(name)) {
        all.add(name);
        entry.depends.forEach(visit);
      }
    };
    names.filter((name) => !name.endsWith(MORE)).forEach(visit);
    return /** @type {string[]} */ ([...all]).filter((name) => !this.#loaded.has(name));
  }
}
