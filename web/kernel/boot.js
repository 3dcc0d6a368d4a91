/**
 * Bring one Pyodide to life: core, packages and our own Python, everything requested at once.
 *
 * There are three ways, each the one before's way back. From a snapshot that this browser made on an earlier visit
 * (snapshots.js): everything is imported already. From bundles: only what the demos import, compiled side by side
 * (bundles.js); what else is imported later is fetched then. From wheels: Pyodide's documented way.
 *
 * @typedef {import("./fetching.js").FileEntry} FileEntry
 * @typedef {{name: string, file: string, packages: string[], after: string[]}} Stage
 * @typedef {{files: Record<string, FileEntry>, packages: Record<string, {file: string, depends: string[]}>, stages: Stage[]}} Manifest
 * @typedef {(client: number, message: object) => Promise<void>} Receive
 * @typedef {"snapshot" | "bundle" | "wheels"} Rung
 * @typedef {{packages: string[], atStart: string[], build: string}} Wanted what a demo needs, and the build it is of
 */
import { compiled, compiledNow, entriesOf, install, link, PACKAGES, withModules } from "./bundles.js";
import { bringWhenRead, CORE, importScript, LOCK, ROOT, startCore } from "./core.js";
import { DownloadError, Downloads, read } from "./fetching.js";
import { find, forget, headOf, made, parsed, restore } from "./snapshots.js";

const APP = "kernel/app.zip";
const INDEX = "bundles/index.json";
/** The standard library of each rung. @type {Record<Rung, string>} */
const LIBRARY = { snapshot: "bundles/library.zip", bundle: "bundles/library.zip", wheels: "pyodide/python_stdlib.zip" };
const WHOLE_LIBRARY = "library";

/** Bundles with these packages, and those before them. @param {string[]} packages @returns {Stage[]} */
function stagesOf(packages) {
  const asked = MANIFEST.stages.filter((stage) => stage.packages.some((name) => packages.includes(name)));
  const names = new Set(asked.flatMap(({ name, after }) => [...after, name]));
  return MANIFEST.stages.filter(({ name }) => names.has(name));
}

/** A running interpreter and what the worker asks of it. */
export class Interpreter {
  /** @type {any} */ #pyodide;
  /** @type {Downloads} */ #downloads;
  /** What makes the core, and the core. @type {Promise<any>} */ #script;
  /** @type {Promise<WebAssembly.Module>} */ #core;
  /** Packages that are there, as a whole or as far as the demos need them. @type {Set<string>} */ #loaded = new Set();
  /** @type {Set<string>} */ #stages = new Set();
  /** @type {Promise<void>} */ #loading = Promise.resolve();
  /** How it was started. @type {Rung} */
  rung = "bundle";
  /** The bundles that it was started with. */
  stage = "";
  /** Length of the table of functions when modules had been linked. */
  #table = 0;
  /** Why ways before that one were given up. @type {string[]} */
  gaveUp = [];
  /** Milliseconds that each step took. @type {Record<string, number>} */
  phases = {};
  #since = performance.now();
  /** When it began, in ms since 1970. */
  begun = performance.timeOrigin + performance.now();
  /** What imports had to wait for since it was last told, each as "package:module". @type {string[]} */
  brought = [];
  /** Which module is in which bundle, if it was started from bundles. */
  #index = "";

  /**
   * @param {(progress: {stage: string, loaded?: number, total?: number}) => void} onProgress
   * @param {Wanted} wanted by the first demo, so that it travels with the core
   * @param {boolean} keeping whether a snapshot will be made of it
   */
  static async start(onProgress, wanted, keeping = false) {
    onProgress({ stage: "download", loaded: 0, total: 0 });
    const stages = stagesOf(["numpy", ...wanted.atStart]);
    const self = new Interpreter(stages, onProgress);
    const found = keeping ? undefined : await find(wanted.build, self.stage);
    self.#step("look");
    self.#core = self.#downloads.compile(CORE, Boolean(found) || keeping);
    self.#core.catch(() => {});
    const started = () => onProgress({ stage: "start" });
    const ways = /** @type {[Rung, () => Promise<void>][]} */ ([
      ["bundle", () => self.#fromBundles(stages, LIBRARY.bundle, started, keeping ? { _makeSnapshot: true } : {})],
      ["wheels", () => self.#fromWheels(["numpy", ...wanted.packages], started)],
    ]);
    if (found) ways.unshift(["snapshot", () => self.#fromSnapshot(stages, started, parsed(found))]);
    for (const [rung, way] of ways) {
      self.rung = rung;
      try {
        await way();
        break;
      } catch (error) {
        if (error instanceof DownloadError || keeping || rung === "wheels") throw error;
        self.gaveUp.push(`${rung}: ${error}`);
        if (rung === "snapshot") {
          self.#downloads.release(LIBRARY.snapshot);
          await forget(wanted.build, self.stage);
        }
        self.#stages.clear();
        self.#loaded.clear();
      }
    }
    onProgress({ stage: "import" });
    self.#pyodide.FS.writeFile("/app.zip", await self.#downloads.get(APP));
    for (const path of [LOCK, APP, ...Object.values(LIBRARY)]) self.#downloads.release(path);
    return self;
  }

  /**
   * Everything is requested now.
   * @param {Stage[]} stages
   * @param {(progress: {stage: string, loaded: number, total: number}) => void} onProgress
   */
  constructor(stages, onProgress) {
    this.stage = stages.map(({ name }) => name).join("+");
    this.#downloads = new Downloads(ROOT, MANIFEST.files, (loaded, total) =>
      onProgress({ stage: "download", loaded, total }));
    this.#downloads.install();
    this.#script = importScript(this.#downloads);
    this.#script.catch(() => {});
    this.#core = Promise.reject();
    this.#core.catch(() => {});
    for (const path of [APP, ...stages.map(({ file }) => file)]) this.#downloads.get(path).catch(() => {});
  }

  /** @param {string} name of the step that ends now */
  #step(name) {
    const now = performance.now();
    this.phases[name] = Math.round(now - this.#since);
    this.#since = now;
  }

  /**
   * @param {Stage[]} stages
   * @param {() => void} started everything has been downloaded
   * @param {Promise<import("./snapshots.js").Snapshot>} reading
   */
  async #fromSnapshot(stages, started, reading) {
    const library = LIBRARY.snapshot;
    // What has been imported is in the memory: the library is read for what is imported later, if at all.
    this.#downloads.put(library, new Uint8Array());
    const head = reading.then((snapshot) => {
      this.#step("snapshot");
      return headOf(snapshot);
    });
    await this.#fromBundles(stages, library, started, { _loadSnapshot: head }, async (core) => restore(core, await reading));
    bringWhenRead(this.#pyodide.FS, "/lib/python314.zip", MANIFEST.files[library].size, () => {
      this.brought.push(`${WHOLE_LIBRARY}:`);
      return this.#downloads.now(library);
    });
    this.#pyodide.FS.writeFile("/app.zip", await this.#downloads.get(APP));
    this.#pyodide.runPython("from kernel.waking import wake; wake()");
  }

  /**
   * @param {Stage[]} stages
   * @param {string} library
   * @param {() => void} started everything has been downloaded
   * @param {object} options of `loadPyodide`
   * @param {(core: any) => Promise<void>} [then] what is done with the core once the modules are linked
   */
  async #fromBundles(stages, library, started, options, then) {
    if (!stages.length) throw new Error("this site has no bundles");
    const index = this.#downloads.get(INDEX);
    const bundles = stages.map((stage) => this.#bundle(stage));
    const modules = Promise.all(bundles).then((parts) => {
      this.#step("modules");
      return parts.flatMap((part) => part.modules);
    });
    modules.catch(() => {});
    const linked = withModules(this.#script, modules, async (core) => {
      this.#step("link");
      this.#table = core.wasmTable.length;
      await then?.(core);
      if (then) this.#step("memory");
    });
    this.#pyodide = await startCore(this.#downloads, this.#core, library, { createPyodideModule: linked, ...options });
    started();
    this.#step("core");
    for (const { stage, entries } of await Promise.all(bundles)) this.#installed(stage, entries);
    this.#step("files");
    this.#index = new TextDecoder().decode(await index);
    this.#downloads.release(INDEX);
  }

  /** @param {string[]} packages @param {() => void} started */
  async #fromWheels(packages, started) {
    for (const name of this.#missing(packages)) this.#downloads.get(MANIFEST.packages[name].file).catch(() => {});
    this.#pyodide = await startCore(this.#downloads, this.#core, LIBRARY.wheels, { createPyodideModule: await this.#script });
    started();
    this.#step("core");
    await this.#loadWheels(packages);
    this.#step("files");
  }

  /** Bundles that these packages need and that are not there. @param {string[]} packages @returns {Stage[]} */
  #stagesOf(packages) {
    return stagesOf(packages).filter(({ name }) => !this.#stages.has(name));
  }

  /** @param {Stage} stage */
  async #bundle(stage) {
    const entries = entriesOf(await this.#fetched(stage.file));
    return { stage, entries, modules: await compiled(entries) };
  }

  /** @param {Stage} stage @param {import("./bundles.js").Entry[]} entries */
  #installed(stage, entries) {
    install(this.#pyodide.FS, entries);
    this.#stages.add(stage.name);
    for (const name of stage.packages) this.#loaded.add(name);
    this.#downloads.release(stage.file);
  }

  /** What a demo needs before it is imported; wheels are not fetched later. @param {Wanted} wanted */
  loadFor({ packages, atStart }) {
    return this.loadPackages(this.rung === "wheels" ? packages : atStart);
  }

  /** Make packages importable; one call after the other. @param {string[]} names */
  loadPackages(names) {
    const result = this.#loading.then(() => this.#load(names));
    this.#loading = result.catch(() => {});
    return result;
  }

  /** @param {string[]} names */
  async #load(names) {
    if (this.rung !== "wheels") {
      const bundles = await Promise.all(this.#stagesOf(names).map((stage) => this.#bundle(stage)));
      for (const { stage, entries, modules } of bundles) {
        if (this.#stages.has(stage.name)) continue; // an import did not wait
        link(this.#pyodide._module, modules);
        this.#installed(stage, entries);
      }
      if (bundles.length) this.#pyodide.runPython("import sys; sys.path_importer_cache.clear()");
    }
    await this.#loadWheels(names);
  }

  /** @param {string[]} names */
  async #loadWheels(names) {
    const missing = this.#missing(names);
    if (!missing.length) return;
    // Pyodide only logs a package that fails; here it must be an error that reaches the page.
    await Promise.all(missing.map((name) => this.#fetched(MANIFEST.packages[name].file)));
    await this.#pyodide.loadPackage(missing, { messageCallback: () => {}, checkIntegrity: false });
    for (const name of missing) {
      this.#loaded.add(name);
      this.#downloads.release(MANIFEST.packages[name].file);
    }
  }

  /** Wait for a file; once it has been told that it failed, the next try fetches it anew. @param {string} file */
  async #fetched(file) {
    try {
      return await this.#downloads.get(file);
    } catch (error) {
      this.#downloads.release(file);
      throw error;
    }
  }

  /**
   * Bring what a bundle left out, while an import waits for it.
   * @param {string} kind "stages": the bundle of that name, and those it needs; "whole": that package, or the library
   * @param {string} name
   * @param {string} module what was imported
   */
  #complete(kind, name, module) {
    this.brought.push(`${name}:${module}`);
    const { FS, _module: core } = this.#pyodide;
    if (kind === "stages") {
      const stage = /** @type {Stage} */ (MANIFEST.stages.find((one) => one.name === name));
      for (const before of this.#stagesOf(stage.packages)) {
        const entries = entriesOf(this.#downloads.now(before.file));
        link(core, compiledNow(entries));
        this.#installed(before, entries);
      }
    } else if (name === WHOLE_LIBRARY) {
      FS.writeFile("/lib/python314.zip", this.#downloads.now(LIBRARY.wheels));
    } else {
      const { file } = MANIFEST.packages[name];
      this.#pyodide.unpackArchive(this.#downloads.now(file).buffer, "wheel", { extractDir: PACKAGES });
      this.#loaded.add(name);
    }
  }

  /**
   * Start our kernel.
   * @param {object} functions what `kernel.browser.BrowserHost` calls
   * @returns {Receive}
   */
  startKernel(functions) {
    this.#addApp();
    if (this.#index) {
      this.#pyodide.pyimport("kernel.completing").install(
        this.#index, (/** @type {[string, string, string]} */ ...what) => this.#complete(...what));
    }
    const receive = this.#pyodide.pyimport("kernel.browser").start(functions);
    this.#step("kernel");
    return receive;
  }

  /** Let Python import our own modules. */
  #addApp() {
    this.#pyodide.runPython("import sys; '/app.zip' in sys.path or sys.path.insert(0, '/app.zip')");
  }

  /** The memory of this interpreter, once all that a demo needs has been imported. @param {string} demo */
  snapshot(demo) {
    this.#addApp();
    this.#pyodide.runPython(`import kernel.browser, kernel.completing\nfrom kernel.waking import rehearse
rehearse(${JSON.stringify(demo)})`);
    return made(this.#pyodide, this.#table);
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
    names.filter((name) => !name.endsWith("-more")).forEach(visit); // those are parts of wheels
    return /** @type {string[]} */ ([...all]).filter((name) => !this.#loaded.has(name));
  }
}

/** Read a file of the site. @param {string} path */
export const readSiteFile = (path) => read(new Downloads(ROOT, MANIFEST.files, () => {}).address(path));
