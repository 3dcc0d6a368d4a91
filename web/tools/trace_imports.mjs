// Which files of the standard library and of the packages the demos import: every demo of a built site is opened in
// Pyodide and computes its examples and each option of each of its controls.
//
//   node trace_imports.mjs SITE
//
// Reads [{name, first, demos}, ...] from standard input: the stages, the demos that start on each and those that need
// no later one for all that they do. Prints {stage: [file, ...]} as JSON: "library" are names in the standard library's
// zip, the others lie in site-packages. A stage has what is imported on it and was not on those before it.
// py/sitebuild/tracing.py calls it.
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { loadPyodide } from "pyodide";

const site = path.resolve(process.argv[2]);
const read = (/** @type {string} */ name) => readFileSync(path.join(site, name));
const manifest = JSON.parse(read("kernel/manifest.json").toString());

const RECORD = `
import sys

LIBRARY, PACKAGES = "/lib/python314.zip/", "/lib/python3.14/site-packages/"
opened = set()


def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(PACKAGES):
        opened.add(arguments[0].removeprefix(PACKAGES))


def imported():
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    library = sorted(f.removeprefix(LIBRARY) for f in files if f.startswith(LIBRARY))
    packages = {f.removeprefix(PACKAGES) for f in files if f.startswith(PACKAGES)}
    return library, sorted(packages | {f for f in opened if not f.endswith("/")})


sys.addaudithook(hook)
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
    const { name, kind, low, high, options = {}, samples = [], sets = [], starts } = control;
    const values = {
      range: [low, high], toggle: [true, false], image: samples, choice: Object.keys(options), select: Object.keys(options),
      actions: sets.length || starts ? [] : Object.keys(options).map((option) => [option]),
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

/** @param {string} name of a demo @param {boolean} fully or its first state alone */
async function use(name, fully) {
  const spec = specOf(name);
  await receive(1, { type: "open", demo: name, displays: spec.displays, packages: [] });
  let seq = 0;
  for (const state of states(spec)) {
    await receive(1, { type: "compute", seq: ++seq, state, backend: "cpu" });
    if (!fully) break;
    if (seq > 1) continue;
    for (const { kind, sets = [], options } of spec.controls) {
      for (const option of kind === "actions" && sets.length && spec.suggests ? Object.keys(options) : []) {
        await receive(1, { type: "suggest", state, option, backend: "cpu" });
      }
    }
  }
  await receive(1, { type: "close" });
}

const stages = /** @type {{name: string, first: string[], demos: string[]}[]} */ (JSON.parse(readFileSync(0).toString()));
const result = /** @type {Record<string, string[]>} */ ({});
const known = new Set();
for (const { name, first, demos } of stages) {
  for (const demo of first) await use(demo, false);
  for (const demo of demos) await use(demo, true);
  const [library, packages] = pyodide.runPython("imported()").toJs();
  const libraries = Object.keys(pyodide._module.LDSO.loadedLibsByName).filter((file) => file.includes(".libs/"))
    .map((file) => file.slice(file.indexOf("site-packages/") + "site-packages/".length));
  result.library = library;
  result[name] = [...libraries, ...packages].filter((file) => !known.has(file));
  for (const file of result[name]) known.add(file);
}
if (errors.length) {
  console.error(errors.join("\n\n"));
  process.exitCode = 1;
}
console.log(JSON.stringify(result));
