/**
 * A page's connection to the worker that runs Python. The page's first script (begin.js) opens it, before all else;
 * the page's own script finds it in `globalThis.livedemo`.
 */

const GENERATION_KEY = "livedemo.kernel";

/** @typedef {{worker: any, port: any, generation?: number}} Connection */

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
    const worker = new SharedWorker(demo.worker, options);
    return { worker, port: worker.port };
  } catch {
    const worker = alone(demo.worker);
    return { worker, port: worker };
  }
}

/**
 * A worker of this page alone.
 *
 * A frame that its host has put into a sandbox has an origin that nothing else has: there a worker can be started only
 * from what the page itself made, here a few lines that import the script and keep the messages that come before it. They
 * are no module, as Chromium starts none in such a frame. The host of the site must allow that its files are read from
 * elsewhere (Access-Control-Allow-Origin), as hosts of static files do.
 * @param {string} address of its script
 */
function alone(address) {
  if (self.origin !== "null") return new Worker(address, { type: "module" });
  const script = `const early = [];
    self.onmessage = (event) => early.push(event);
    import(${JSON.stringify(new URL(address, location.href).href)}).then(
      () => { for (const event of early) self.onmessage(event); },
      (error) => setTimeout(() => { throw error; }));`;
  return new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
}

/**
 * The connection that was opened as the page began, once; then, or for another generation, a new one.
 * @param {DemoSpec} demo
 * @param {number} generation
 * @returns {Connection}
 */
export function connect(demo, generation) {
  const { livedemo: first } = globalThis;
  globalThis.livedemo = undefined;
  return first?.generation === generation ? first : connected(demo, generation);
}

/** Open the connection of this page and have Python started for its demo. */
export function connectEarly() {
  const spec = JSON.parse(document.getElementById("demo")?.textContent || "{}");
  if (!spec.name || spec.missing.length || typeof WebAssembly !== "object") return;
  const generation = readGeneration();
  try {
    const first = connected(spec, generation);
    const images = spec.controls.filter((/** @type {ControlSpec} */ { kind }) => kind === "image");
    first.port.postMessage({
      type: "warm", packages: spec.packages, atStart: spec.atStart, build: spec.build,
      files: images.map((/** @type {ControlSpec} */ control) => `samples/${control.default}.npz`),
    });
    globalThis.livedemo = { ...first, generation };
  } catch {
    // who connects later says what is wrong
  }
}
