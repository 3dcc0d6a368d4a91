/** Pyodide as its documentation starts it: load it, load the packages, import them, compute. */
import { loadPyodide } from "./pyodide/pyodide.mjs";

const IMAGE = "import numpy as np\nimage = np.add.outer(np.arange(256), np.arange(256)) % 97 / 96\n";
const SCIPY = "from scipy import fft, ndimage\n";
const BLURRED = "blurred = ndimage.gaussian_filter(image, 2)\n";

/** By what a demo needs: packages, imports, and a small computation. */
const PROGRAMS = {
  numpy: [["numpy"], IMAGE, "int((image > image.mean()).sum())"],
  scipy: [["numpy", "scipy"], IMAGE + SCIPY, `${BLURRED}float(np.abs(fft.rfft2(blurred)).sum())`],
  "scikit-image": [
    ["numpy", "scipy", "scikit-image"], `${IMAGE}${SCIPY}from skimage.measure import label, regionprops\n`,
    `${BLURRED}sum(region.area for region in regionprops(label(blurred > blurred.mean())))`,
  ],
};

self.onmessage = ({ data }) => boot(...PROGRAMS[data]).catch((error) => setTimeout(() => { throw error; }));

async function boot(packages, imports, computation) {
  const phases = {};
  let since = performance.now();
  const phase = (name) => {
    phases[name] = performance.now() - since;
    since = performance.now();
  };
  const pyodide = await loadPyodide();
  phase("loadPyodide");
  await pyodide.loadPackage(packages);
  phase("loadPackage");
  pyodide.runPython(imports);
  phase("import");
  if (!(pyodide.runPython(computation) > 0)) throw new Error("the computation gave nothing");
  phase("compute");
  self.postMessage({ phases });
}
