/**
 * Bring one Pyodide to life: core, packages and our own Python, everything requested at once.
 *
 * There are three ways, each the one before's way back. From a snapshot that this browser made on an earlier visit
 * (snapshots.js): everything is imported already. From bundles: only what the demos import, compiled side by side
 * (bundles.js); what else is imported later is fetched then. From wheels: Pyodide's documented way.
 *
 * @typedef {import("./fetching.js").FileEntry} FileEntry
 * @typedef {import("./packages.js").Stage} Stage
 * @typedef {{files: Record<string, FileEntry>, packages: Record<string, {file: string, depends: string[]}>, stages: Stage[]}} Manifest
 * @typedef {(client: number, message: object) => Promise<void>} Receive
 * @typedef {"snapshot" | "bundle" | "wheels"} Rung
 * @typedef {{packages: string[], atStart: string[], build: string, files?: string[]}} Wanted what a demo needs, the build
 *   it is of, and files that its first state will ask for
 */
import { withModules } from "./bundles.js";
import { bringWhenRead, CORE, importScript, LOCK, ROOT, startCore } from "./core.js";
import { DownloadError, Downloads, read } from "./fetching.js";
import { LIBRARY_PATH, Packages, stagesOf, WHOLE_LIBRARY } from "./packages.js";
import { find, forget, headOf, made, parsed, restore } from "./snapshots.js";

const APP = "kernel/app.zip";
const INDEX = "bundles/index.json";
/** The standard library of each rung. @type {Record<Rung, string>} */
const LIBRARY = { snapshot: "bundles/library.zip", bundle: "bundles/library.zip", wheels: WHOLE_LIBRARY };

/** A running interpreter and what the worker asks of it. */
export class Interpreter {
  /** @type {any} */ #pyodide;
  /** @type {Downloads} */ #downloads;
  /** What makes the core, and the core. @type {Promise<any>} */ #script;
  /** @type {Promise<WebAssembly.Module>} */ #core;
  /** @type {Packages} */ #packages;
  /** Files that were fetched before they were asked for. @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
  #ahead = new Map();
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
    self.#readAhead(wanted.files ?? []);
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
    this.#packages = new Packages(this.#downloads);
    this.#script = importScript(this.#downloads);
    this.#script.catch(() => {});
    this.#core = Promise.reject();
    this.#core.catch(() => {});
    for (const path of [APP, ...stages.map(({ file }) => file)]) this.#downloads.get(path).catch(() => {});
  }

  /** Fetch what will be asked for, as soon as nothing else needs the line. @param {string[]} files */
  async #readAhead(files) {
    await Promise.allSettled([this.#core, this.#downloads.settled()]);
    for (const path of files) {
      const reading = readSiteFile(path);
      reading.catch(() => {});
      this.#ahead.set(path, reading);
    }
  }

  /** Read a file of the site. @param {string} path */
  async read(path) {
    const ahead = this.#ahead.get(path);
    this.#ahead.delete(path);
    return (await ahead?.catch(() => undefined)) ?? readSiteFile(path);
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
    bringWhenRead(this.#pyodide.FS, LIBRARY_PATH, MANIFEST.files[library].size, () => this.#packages.readLibrary(library));
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
    const bundles = stages.map((stage) => this.#packages.bundle(stage));
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
    await this.#startCore(library, { createPyodideModule: linked, ...options });
    started();
    for (const { stage, entries } of await Promise.all(bundles)) this.#packages.installed(stage, entries);
    this.#step("files");
    this.#index = new TextDecoder().decode(await index);
    this.#downloads.release(INDEX);
  }

  /** @param {string[]} packages @param {() => void} started */
  async #fromWheels(packages, started) {
    this.#packages.request(packages);
    await this.#startCore(LIBRARY.wheels, { createPyodideModule: await this.#script });
    started();
    await this.#packages.loadWheels(packages);
    this.#step("files");
  }

  /** @param {string} library @param {object} options */
  async #startCore(library, options) {
    this.#pyodide = await startCore(this.#downloads, this.#core, library, options);
    this.#packages.begin(this.#pyodide);
    this.#step("core");
  }

  /** What a demo needs before it is imported; wheels are not fetched later. @param {Wanted} wanted */
  loadFor({ packages, atStart }) {
    return this.loadPackages(this.rung === "wheels" ? packages : atStart);
  }

  /** Make packages importable. @param {string[]} names */
  loadPackages(names) {
    return this.#packages.load(names, this.rung !== "wheels");
  }

  /** Where micropip finds the wheels of this site; it is about to be used. */
  offerWheels() {
    this.#packages.declare();
    return new URL("wheels/simple", ROOT).href;
  }

  /** What imports had to wait for since it was last told, each as "package:module". */
  brought() {
    return this.#packages.brought.splice(0);
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
        this.#index, (/** @type {[string, string, string]} */ ...what) => this.#packages.complete(...what));
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
}

/** @param {string} path */
const readSiteFile = (path) => read(new Downloads(ROOT, MANIFEST.files, () => {}).address(path));
