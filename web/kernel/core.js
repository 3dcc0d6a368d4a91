/** Pyodide's own core: its WebAssembly, compiled as soon as it is there, its script and the standard library. */

export const ROOT = new URL("../", import.meta.url);
export const CORE = "pyodide/pyodide.asm.wasm";
export const LOCK = "pyodide/pyodide-lock.json";

/** Emscripten's part of Pyodide, whose default export makes the module. */
export const importScript = () => import(new URL("pyodide/pyodide.asm.mjs", ROOT).href);

/**
 * Call `loadPyodide` for files that are being downloaded.
 * @param {import("./fetching.js").Downloads} downloads in the place of `fetch`
 * @param {string} library path of the standard library's zip
 * @param {object} [options] of `loadPyodide`
 */
export async function startCore(downloads, library, options = {}) {
  const module = downloads.get(CORE).then((bytes) => WebAssembly.compile(bytes));
  module.catch(() => {});
  for (const path of [library, LOCK]) downloads.get(path).catch(() => {});
  const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", ROOT).href);
  // Pyodide compiles its core when everything else is there; ours is being compiled since its last byte came.
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const early = await module;
    return { module: early, instance: await WebAssembly.instantiate(early, imports) };
  };
  try {
    return await loadPyodide({
      indexURL: new URL("pyodide/", ROOT).href, stdLibURL: new URL(library, ROOT).href, ...options,
    });
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}
