// The site's scripts, each entry point with all that it imports in one small file, so that a page waits for a few
// requests and not for forty.
//
//   node bundle_scripts.mjs pages OUT < manifest of the files that the worker downloads, which its scripts contain
//   node bundle_scripts.mjs figures OUT < list of the models that the figures of the site are made of
//   node bundle_scripts.mjs service-worker OUT < list of what it precaches
//
// py/sitebuild/scripts.py calls it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { build } from "esbuild";
import { AS_TYPESCRIPT, partOfBokeh } from "./part_of_bokeh.mjs";

const web = path.resolve(import.meta.dirname, "..");
const [what, out] = process.argv.slice(2);
const outdir = path.resolve(out);
const data = readFileSync(0).toString();

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: web, outbase: web, outdir, bundle: true, minify: true, sourcemap: true, target: "es2022",
  charset: "utf8", define: { "process.env.NODE_ENV": '"production"' }, legalComments: "inline", logLevel: "warning",
  external: ["node:*", "ws"], // Pyodide asks for them in Node alone
};
async function pages() {
  const later = ["demo/panels", "demo/later"].flatMap((folder) =>
    readdirSync(path.join(web, folder)).map((name) => `${folder}/${name}`));
  const lasting = ["demo/main.js", "demo/editor.js", "gallery/gallery.js", "offline/visitor.js", ...later];
  await build({ ...options, format: "esm", entryPoints: lasting });
  await build({ ...options, format: "iife", entryPoints: ["demo/begin.js"] });
  await build({
    ...options, format: "esm", entryPoints: ["kernel/worker.js", "kernel/keeper.js"], define: { MANIFEST: data },
  });
}

async function figures() {
  await build({
    ...options, format: "iife", entryPoints: ["bokeh/bokeh.js"], sourcemap: false, tsconfigRaw: AS_TYPESCRIPT,
    plugins: [partOfBokeh(JSON.parse(data))],
  });
}

/** Beside the pages: its folder is what it may answer for. Workbox asks for the mode in which it was built. */
async function serviceWorker() {
  await build({
    ...options, format: "iife", entryPoints: { sw: "offline/sw.js" }, outbase: undefined,
    define: { SHELL: data, "process.env.NODE_ENV": '"production"' },
  });
}

try {
  await /** @type {Record<string, () => Promise<void>>} */ ({ pages, figures, "service-worker": serviceWorker })[what]();
} catch {
  process.exitCode = 1; // esbuild has said what is wrong, and where
}
