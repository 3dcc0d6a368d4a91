// Measure what each demo imports at its start, in the Python of a built site, under Node.
//
//   node import_times.mjs SITE [DEMO ...] [--top N] [--runs N] [--json]
//
// SITE is a folder that build.py made. Each demo runs in a process and an interpreter of its own: the kernel is
// imported, the demo opened and its default state computed, as the worker does; of --runs the fastest counts. Compiled
// modules are loaded when they are imported, not all that a package has. Times are in ms; `self` is without what a
// module imports in its turn. Imports are timed by Python itself (-X importtime), with the compiling of .so files.
// The --top most expensive ones are listed. With --json, prints one object per demo and line instead: {demo, packages,
// boot, kernel, open, compute, libraries, compiled, loaded: [[module, self, cumulative, phase], ...]}.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadPyodide } from "pyodide";

const LIBRARIES = ["numpy", "scipy", "skimage"];
const TIMED = /^import time:\s*(\d+) \|\s*(\d+) \|\s*(\S+)$/;

/** Which subpackages of the libraries are imported, and how many compiled modules. */
const IMPORTED = `
import json, sys  # and no look at an attribute of a module: one that is deferred would run
names = {".".join(name.split(".")[:2]) for name in sys.modules}
json.dumps({"libraries": sorted(n for n in names if n.split(".")[0] in ${JSON.stringify(LIBRARIES)}
                                and not n.partition(".")[2].startswith("_")),
            "compiled": sum((object.__getattribute__(m, "__dict__").get("__file__") or "").endswith(".so")
                            for m in list(sys.modules.values()) if isinstance(m, type(sys)))})
`;

/** The packages that a demo's page asks for, and what they depend on, as files. */
function wheels(site, demo) {
  const page = readFileSync(path.join(site, "demos", demo, "index.html"), "utf-8");
  const { packages } = JSON.parse(readFileSync(path.join(site, "kernel/manifest.json"), "utf-8"));
  const found = new Set();
  const visit = (name) => {
    if (name.endsWith("-more")) return; // a bundle: part of a wheel
    found.add(name);
    packages[name].depends.forEach(visit);
  };
  ["numpy", ...JSON.parse(page.match(/"packages":(\[[^\]]*\])/)[1])].forEach(visit);
  return { names: [...found].sort(), files: [...found].map((name) => path.join(site, packages[name].file)) };
}

async function measure(site, demo) {
  const { names, files } = wheels(site, demo);
  const loaded = [];
  const times = {};
  let phase = "boot";
  const timed = async (name, run) => {
    phase = name;
    const start = performance.now();
    const value = await run();
    times[name] = Math.round(performance.now() - start);
    return value;
  };
  const pyodide = await timed("boot", () => loadPyodide({
    args: ["-X", "importtime"],
    stdLibURL: path.join(site, "pyodide/python_stdlib.zip"),
    stderr: (line) => {
      const [, self, cumulative, module] = line.match(TIMED) ?? [];
      if (!module) return line.startsWith("import time:") || console.error(line);
      if (phase !== "boot") loaded.push([module, self / 1000, cumulative / 1000, phase]);
    },
  }));
  const contents = (file) => Uint8Array.from(readFileSync(file)).buffer;
  for (const file of files) pyodide.unpackArchive(contents(file), "wheel");
  pyodide.FS.writeFile("/app.zip", new Uint8Array(contents(path.join(site, "kernel/app.zip"))));
  const errors = [];
  const host = {
    post: (client, message) => message.type === "error" && errors.push(`${message.message}\n${message.detail}`),
    fetch: async (file) => contents(path.join(site, file)),
    loadPackages: async () => {},
  };
  pyodide.runPython("import sys, importlib; sys.path.insert(0, '/app.zip'); importlib.invalidate_caches()");
  const start = await timed("kernel", () => pyodide.runPython("from kernel.browser import start\nstart"));
  const receive = start(host);
  await timed("open", () => receive(1, { type: "open", demo, displays: [] }));
  await timed("compute", () => receive(1, { type: "compute", seq: 1, state: {}, backend: "cpu" }));
  if (errors.length) throw new Error(`${demo}: ${errors.join("\n")}`);
  return { demo, packages: names, ...times, ...JSON.parse(pyodide.runPython(IMPORTED)), loaded };
}

/** Measure in a process of its own: V8 keeps what it has compiled for the next interpreter of a process. */
function measureApart(site, demo) {
  return JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), site, demo, "--one"],
                                 { maxBuffer: 2 ** 26, encoding: "utf-8", stdio: ["ignore", "pipe", "inherit"] }));
}

const total = ({ kernel, open, compute }) => kernel + open + compute;

function table(result, top) {
  const { demo, kernel, open, compute, compiled, libraries, loaded } = result;
  const shown = loaded.toSorted((a, b) => b[1] - a[1]).slice(0, top)
    .map(([module, self, cumulative, phase]) =>
      `    ${self.toFixed(0).padStart(5)} self ${cumulative.toFixed(0).padStart(5)}  ${phase.padEnd(7)}  ${module}`);
  return [`${demo}: kernel ${kernel} + open ${open} + compute ${compute} = ${total(result)} ms, ` +
    `${compiled} compiled modules`, `  ${libraries.join(" ")}`, ...shown].join("\n");
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { top: { type: "string", default: "8" }, json: { type: "boolean", default: false },
             runs: { type: "string", default: "1" }, one: { type: "boolean", default: false } },
});
const [site, ...chosen] = positionals;
if (values.one) {
  process.stdout.write(JSON.stringify(await measure(site, chosen[0])));
} else {
  for (const demo of chosen.length ? chosen : readdirSync(path.join(site, "demos")).sort()) {
    const [fastest] = Array.from({ length: Number(values.runs) }, () => measureApart(site, demo))
      .sort((a, b) => total(a) - total(b));
    console.log(values.json ? JSON.stringify(fastest) : table(fastest, Number(values.top)));
  }
}
