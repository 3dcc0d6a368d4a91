/**
 * Bundles: stored zips of .pyc and .so that become importable without being unpacked or compiled one by one.
 *
 * Pyodide's own way opens every .so of a wheel, one after the other, before anything is imported. Here those that the
 * demos import are compiled side by side while Pyodide starts, and linked in one go before its main runs. What is
 * used of Pyodide's module (`newDSO`, `loadWebAssemblyModule`, `reportUndefinedSymbols`, `LDSO`) is Emscripten's
 * dynamic linking, which its documentation does not promise to keep: whoever calls this falls back on wheels.
 *
 * @typedef {{name: string, data: Uint8Array<ArrayBuffer>}} Entry
 * @typedef {{path: string, alias: string, module: WebAssembly.Module}} SideModule
 */

export const PACKAGES = "/lib/python3.14/site-packages/";
/** Other modules ask for these by their bare name. */
const LIBRARY = /\.libs\/([^/]+\.so)$/;
const END = 0x06054b50;
const END_SIZE = 22;

/**
 * The files of a stored zip, as views of its bytes.
 * @param {Uint8Array<ArrayBuffer>} zip without a comment, as the build makes it
 * @returns {Entry[]}
 */
export function entriesOf(zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const end = zip.length - END_SIZE;
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error("this is no zip of the build");
  const text = new TextDecoder();
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left; left--) {
    if (view.getUint16(at + 10, true)) throw new Error("a file of the zip is compressed");
    const [size, nameSize, extra, comment] = [
      view.getUint32(at + 20, true), view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.push({ name: text.decode(zip.subarray(at + 46, at + 46 + nameSize)), data: zip.subarray(start, start + size) });
    at += 46 + nameSize + extra + comment;
  }
  return entries;
}

/** @param {Entry} entry @param {WebAssembly.Module} module @returns {SideModule} */
const sideModule = ({ name }, module) => ({ path: PACKAGES + name, alias: name.match(LIBRARY)?.[1] ?? "", module });

/** @param {Entry[]} entries @returns {Entry[]} libraries first: others link to them */
function modulesOf(entries) {
  const modules = entries.filter(({ name }) => name.endsWith(".so"));
  return modules.sort((a, b) => Number(LIBRARY.test(b.name)) - Number(LIBRARY.test(a.name)));
}

/** Compile the modules of a bundle side by side. @param {Entry[]} entries @returns {Promise<SideModule[]>} */
export function compiled(entries) {
  return Promise.all(modulesOf(entries).map(async (entry) => sideModule(entry, await WebAssembly.compile(entry.data))));
}

/** The same at once, for an import that waits. @param {Entry[]} entries @returns {SideModule[]} */
export function compiledNow(entries) {
  return modulesOf(entries).map((entry) => sideModule(entry, new WebAssembly.Module(entry.data)));
}

/**
 * Make modules known to Pyodide's dynamic linker, as if each had been opened.
 * @param {any} core Pyodide's Emscripten module
 * @param {SideModule[]} modules
 */
export function link(core, modules) {
  for (const { path, alias, module } of modules) {
    if (core.LDSO.loadedLibsByName[path]) continue;
    const library = core.newDSO(path, undefined, "loading");
    library.refcount = Infinity;
    library.global = false;
    if (alias) core.LDSO.loadedLibsByName[alias] = library;
    library.exports = core.loadWebAssemblyModule(
      module, { allowUndefined: true, global: false, nodelete: true }, path, {});
  }
  core.reportUndefinedSymbols();
}

/**
 * What `loadPyodide` takes as `createPyodideModule`: modules are linked after the core is there and before main runs.
 * @param {Promise<(settings: any) => Promise<any>>} create what pyodide.asm.mjs exports
 * @param {Promise<SideModule[]>} modules
 * @param {(core: any) => Promise<void>} then what is done with the core once all are linked
 */
export function withModules(create, modules, then) {
  return async (/** @type {any} */ settings) => {
    let failure;
    settings.preRun.push(async (/** @type {any} */ core) => {
      core.addRunDependency("side modules");
      try {
        link(core, await modules);
      } catch (error) {
        failure = error;
      }
      core.removeRunDependency("side modules");
    });
    const core = await (await create)(settings);
    if (failure) throw failure;
    await then(core);
    return core;
  };
}

/**
 * Put the files of a bundle where Python looks for them; of a linked module only the name is looked for.
 * @param {any} FS Pyodide's file system
 * @param {Entry[]} entries
 */
export function install(FS, entries) {
  const made = new Set();
  const empty = new Uint8Array();
  for (const { name, data } of entries) {
    const folder = PACKAGES + name.slice(0, name.lastIndexOf("/"));
    if (!made.has(folder)) {
      FS.mkdirTree(folder);
      made.add(folder);
    }
    // A copy, so that the zip as a whole can go.
    FS.writeFile(PACKAGES + name, name.endsWith(".so") ? empty : data.slice(), { canOwn: true });
  }
}
