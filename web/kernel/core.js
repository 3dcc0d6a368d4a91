/** Pyodide's own core: its script and the standard library, round a WebAssembly module that is being compiled. */
import { loadPyodide } from "pyodide";

export const ROOT = new URL("../", import.meta.url);
export const CORE = "pyodide/pyodide.asm.wasm";
export const LOCK = "pyodide/pyodide-lock.json";
const SCRIPT = "pyodide/pyodide.asm.mjs";

/** Emscripten's part of Pyodide, which makes the module. @param {import("./fetching.js").Downloads} downloads */
export async function importScript(downloads) {
  return (await import(downloads.address(SCRIPT))).default;
}

/**
 * Call `loadPyodide` for files that are being downloaded.
 * @param {import("./fetching.js").Downloads} downloads in the place of `fetch`
 * @param {Promise<WebAssembly.Module>} compiled the core
 * @param {string} library path of the standard library's zip
 * @param {object} options of `loadPyodide`, among them `createPyodideModule`
 */
export async function startCore(downloads, compiled, library, options) {
  for (const path of [library, LOCK]) downloads.get(path).catch(() => {});
  // Pyodide would fetch and compile its core when everything else is there.
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => (String(input).endsWith(CORE) ? new Response() : fetch(input, init));
  try {
    return await loadPyodide({
      indexURL: new URL("pyodide/", ROOT).href, stdLibURL: new URL(library, ROOT).href, ...options,
    });
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
    globalThis.fetch = fetch;
  }
}

/**
 * Let a file be there whose content is brought when somebody reads it.
 * @param {any} FS Pyodide's file system
 * @param {string} path of a file that exists
 * @param {number} size
 * @param {() => Uint8Array} bring
 */
export function bringWhenRead(FS, path, size, bring) {
  const { node } = FS.lookupPath(path);
  /** @type {Uint8Array | undefined} */ let content;
  Object.defineProperty(node, "contents", {
    configurable: true, get: () => (content ??= bring()), set: (value) => { content = value; },
  });
  node.usedBytes = size;
}
