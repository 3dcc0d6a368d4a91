// An esbuild plugin: of BokehJS only what is imported by name, and none of the two parts that its own distribution has in
// separate files, WebGL and MathJax, which Bokeh then does without.

import { readFile } from "node:fs/promises";

const BOKEH = /[\\/]@bokeh[\\/]bokehjs[\\/]build[\\/]js[\\/]lib[\\/].*\.js$/;
const MODELS = /[\\/]@bokeh[\\/]bokehjs[\\/]build[\\/]js[\\/]lib[\\/]models[\\/]/;
/** With which esbuild reads them like Bokeh's TypeScript. */
export const AS_TYPESCRIPT = { compilerOptions: { useDefineForClassFields: false } };
/** What Bokeh's own loader throws where such a file was not included. */
const ABSENT = 'throw Object.assign(new Error("not a part of this build"), { code: "MODULE_NOT_FOUND" });';

/**
 * @param {string[]} names of models, what "the-models-of-the-figures" exports
 * @returns {import("esbuild").Plugin}
 */
export const partOfBokeh = (names) => ({
  name: "part of Bokeh",
  setup(build) {
    const resolveDir = build.initialOptions.absWorkingDir;
    build.onResolve({ filter: /^the-models-of-the-figures$/ }, ({ path }) => ({ path, namespace: "models" }));
    build.onLoad({ filter: /./, namespace: "models" }, () => ({
      contents: `export { ${names.join(", ")} } from "@bokeh/bokehjs/build/js/lib/models";`, resolveDir,
    }));
    build.onResolve({ filter: /\/(webgl|mathjax)(\/|$)/ }, ({ path }) => ({ path, namespace: "absent" }));
    build.onLoad({ filter: /./, namespace: "absent" }, () => ({ contents: ABSENT }));
    // Bokeh's own build leaves out fields without a value, which would undo what a constructor above has set.
    build.onLoad({ filter: BOKEH }, async ({ path }) => ({ contents: await readFile(path, "utf8"), loader: "ts" }));
    // A module of models does nothing but define them: esbuild may leave out those that nobody asks for.
    build.onResolve({ filter: /./ }, async ({ path, pluginData, ...how }) => {
      if (pluginData === "resolving" || how.kind === "entry-point") return undefined;
      const found = await build.resolve(path, { ...how, pluginData: "resolving" });
      return MODELS.test(found.path) ? { ...found, sideEffects: false } : undefined;
    });
  },
});
