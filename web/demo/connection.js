/**
 * A page's connection to the worker that runs Python. The page loads this before all else, so that Python is on its
 * way while BokehJS is still being read.
 */

const GENERATION_KEY = "livedemo.kernel";
const WORKER = new URL("../kernel/worker.js", import.meta.url);

/** @typedef {{worker: any, port: any}} Connection */

/** @returns {number} */
export function readGeneration() {
  try {
    return Number(localStorage.getItem(GENERATION_KEY)) || 0;
  } catch {
    return 0; // storage is blocked: every page then counts for itself
  }
}

/** @param {number} generation */
export function writeGeneration(generation) {
  try {
    localStorage.setItem(GENERATION_KEY, String(generation));
  } catch {
    // as above
  }
}

/**
 * Connect to the worker that all pages of this build and generation share, or start one for this page alone.
 * @param {DemoSpec} demo
 * @param {number} generation
 * @returns {Connection}
 */
function connected(demo, generation) {
  try {
    if (demo.dedicated || typeof SharedWorker === "undefined") throw new Error("dedicated");
    const options = /** @type {WorkerOptions} */ ({
      type: "module", name: `livedemo-${demo.build}-${generation}`, extendedLifetime: true,
    });
    const worker = new SharedWorker(WORKER, options);
    return { worker, port: worker.port };
  } catch {
    const worker = new Worker(WORKER, { type: "module" });
    return { worker, port: worker };
  }
}

/** @type {Connection | undefined} */
let first;

/**
 * The connection that was opened as the page began, once; then, or for another generation, a new one.
 * @param {DemoSpec} demo
 * @param {number} generation
 * @returns {Connection}
 */
export function connect(demo, generation) {
  const early = generation === began ? first : undefined;
  first = undefined;
  return early ?? connected(demo, generation);
}

const began = readGeneration();
const spec = JSON.parse(document.getElementById("demo")?.textContent || "{}");
if (spec.name && !spec.missing.length && typeof WebAssembly === "object") {
  try {
    first = connected(spec, began);
    first.port.postMessage({ type: "warm", packages: spec.packages, atStart: spec.atStart, build: spec.build });
  } catch {
    // who connects later says what is wrong
  }
}
