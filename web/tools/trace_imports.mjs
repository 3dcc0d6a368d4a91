// Which files of the standard library and of the packages a demo imports: it is opened in a Pyodide of its own, which
// has imported nothing for others, and computes its examples and each option of each of its controls.
//
//   node trace_imports.mjs SITE DEMO
//
// SITE is a folder that build.py made. Prints {start: {library, packages}, whole: {library, packages}} as JSON: what had
// been imported once its first state was there, and all that was imported in the end. "library" are names in the
// standard library's zip, "packages" files in site-packages. py/sitebuild/tracing.py calls it.
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { loadPyodide } from "pyodide";

const [site, demo] = [path.resolve(process.argv[2]), process.argv[3]];
const read = (/** @type {string} */ name) => readFileSync(path.join(site, name));
const manifest = JSON.parse(read("kernel/manifest.json").toString());

const RECORD = `
import sys
import types

LIBRARY, PACKAGES = "/lib/python314.zip/", "/lib/python3.14/site-packages/"
opened = set()


def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(PACKAGES):
        opened.add(arguments[0].removeprefix(PACKAGES))


def imported():
    # A module that is deferred would run at any look at its attributes; its own file is needed all the same.
    spaces = [object.__getattribute__(module, "__dict__") for module in list(sys.modules.values())
              if isinstance(module, types.ModuleType)]
    files = {space.get("__file__") or "" for space in spaces}
    library = sorted(f.removeprefix(LIBRARY) for f in files if f.startswith(LIBRARY))
    packages = {f.removeprefix(PACKAGES) for f in files if f.startswith(PACKAGES)}
    return library, sorted(packages | {f for f in opened if not f.endswith("/")})


sys.addaudithook(hook)
`;

/** What readers are likely to type where a demo takes code; the rest comes when it is imported. */
const TYPED = `import numpy as np
def image_function(img):
    noise = np.random.default_rng(0).normal(size=img.shape) + np.polynomial.Polynomial([1, 2])(img)
    return np.ma.masked_less(img, np.median(img)).filled(0) + np.percentile(noise, 1) + len(np.unique(img))
`;

/** @param {string} name of a demo */
function specOf(name) {
  const page = read(`demos/${name}/index.html`).toString();
  const text = /** @type {RegExpMatchArray} */ (page.match(/<script[^>]*id="demo"[^>]*>(.*?)<\/script>/s))[1];
  return JSON.parse(text);
}

/** Every example, and from the first state on each option of each control. @param {any} spec */
function* states(spec) {
  yield {};
  yield* Object.values(spec.presets);
  for (const control of spec.controls) {
    const { name, kind, low, high, options = {}, samples = [], sets = [], examples = {} } = control;
    const values = {
      range: [low, high], toggle: [true, false], image: samples, choice: Object.keys(options), select: Object.keys(options),
      code: [...Object.values(examples), TYPED],
      actions: sets.length ? [] : Object.keys(options).map((option) => [option]),
    }[/** @type {string} */ (kind)] ?? [];
    for (const value of values) {
      const when = Object.fromEntries(Object.entries(control.when ?? {}).map(([other, allowed]) => [other, allowed[0]]));
      yield { ...when, [name]: value };
    }
  }
}

const pyodide = await loadPyodide({ stdLibURL: path.join(site, "pyodide/python_stdlib.zip") });
for (const { file } of Object.values(manifest.packages)) {
  pyodide.unpackArchive(new Uint8Array(read(file)).buffer, "wheel", { extractDir: "/lib/python3.14/site-packages" });
}
/** @type {any} */ (globalThis).navigator ??= {}; // older Node has none, and a demo looks for a GPU there
pyodide.runPython(RECORD);
pyodide.FS.writeFile("/app.zip", read("kernel/app.zip"));
const colours = await import("../kernel/colours.js");
const errors = /** @type {string[]} */ ([]);
const start = pyodide.runPython("sys.path.insert(0, '/app.zip')\nfrom kernel.browser import start\nstart");
const reading = (/** @type {any[]} */ arrays, /** @type {(views: any[]) => any} */ look) => {
  const buffers = arrays.map((array) => array.getBuffer());
  const found = look(buffers.map(({ data }) => data));
  for (const buffer of buffers) buffer.release();
  return found.buffer;
};
const receive = start({
  post: (/** @type {number} */ _client, /** @type {any} */ message) => {
    if (message.type === "error" && !message.value && message.detail) errors.push(`${message.message}\n${message.detail}`);
  },
  fetch: async (/** @type {string} */ name) => new Uint8Array(read(name)),
  loadPackages: async () => {},
  colour: (/** @type {any} */ values, /** @type {any} */ table, /** @type {any[]} */ ...rest) =>
    reading([values, table], ([numbers, entries]) => colours.colour(numbers, entries, ...rest)),
  colourMask: (/** @type {any} */ mask, /** @type {any[]} */ ...rest) =>
    reading([mask], ([pixels]) => colours.colourMask(pixels, ...rest)),
});

/** What has been imported so far. */
function imported() {
  const [library, packages] = pyodide.runPython("imported()").toJs();
  const libraries = Object.keys(pyodide._module.LDSO.loadedLibsByName).filter((file) => file.includes(".libs/"))
    .map((file) => file.slice(file.indexOf("site-packages/") + "site-packages/".length));
  return { library, packages: [...new Set([...libraries, ...packages])] };
}

const spec = specOf(demo);
await receive(1, { type: "open", demo, displays: spec.displays, packages: [] });
const result = /** @type {Record<string, object>} */ ({});
let seq = 0;
for (const state of states(spec)) {
  await receive(1, { type: "compute", seq: ++seq, state, backend: "cpu" });
  if (seq > 1) continue;
  pyodide.runPython("from kernel.waking import wake; wake()"); // as after a snapshot
  result.start = imported();
  for (const { kind, sets = [], options } of spec.controls) {
    for (const option of kind === "actions" && sets.length && spec.suggests ? Object.keys(options) : []) {
      await receive(1, { type: "suggest", state, option, backend: "cpu" });
    }
  }
}
await receive(1, { type: "close" });
result.whole = imported();
if (errors.length) {
  console.error(errors.join("\n\n"));
  process.exitCode = 1;
}
console.log(JSON.stringify(result));
