// The site's scripts, each entry point with all that it imports in one small file, so that a page waits for a few
// requests and not for forty.
//
//   node bundle_scripts.mjs OUT
//
// Reads the manifest of the files that the worker downloads from standard input; the worker's scripts contain it.
// py/sitebuild/scripts.py calls it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { build } from "esbuild";

const web = path.resolve(import.meta.dirname, "..");
const outdir = path.resolve(process.argv[2]);
const manifest = readFileSync(0).toString();

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: web, outbase: web, outdir, bundle: true, minify: true, sourcemap: true, target: "es2022",
  charset: "utf8", legalComments: "inline", logLevel: "warning",
  external: ["node:*", "ws"], // Pyodide asks for them in Node alone
};
try {
  const later = ["demo/panels", "demo/later"].flatMap((folder) =>
    readdirSync(path.join(web, folder)).map((name) => `${folder}/${name}`));
  await build({ ...options, format: "esm", entryPoints: ["demo/main.js", "gallery/gallery.js", ...later] });
  await build({ ...options, format: "iife", entryPoints: ["demo/begin.js"] });
  await build({
    ...options, format: "esm", entryPoints: ["kernel/worker.js", "kernel/keeper.js"], define: { MANIFEST: manifest },
  });
} catch {
  process.exitCode = 1; // esbuild has said what is wrong, and where
}
