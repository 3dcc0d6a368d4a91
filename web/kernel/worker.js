/**
 * The worker that holds Python for every page of the site: as a SharedWorker each page is a port, as a
 * dedicated worker there is one page. Messages are described in py/kernel/__init__.py; this file adds
 * `ping`/`pong`, `warm`, `prefetch`/`prefetched`, `shutdown`, and `progress`, `booted`, `brought`, `failed`, `dead`.
 */
import { Interpreter } from "./boot.js";
import { colour, colourMask } from "./colours.js";

/** @typedef {{postMessage: (message: any, transfer: Transferable[]) => void}} Port */
/** @typedef {{port: Port, queue: Promise<unknown>, open: any}} Client */

/** @type {Map<number, Client>} */
const clients = new Map();
let lastClient = 0;

/** @type {Promise<{interpreter: Interpreter, receive: import("./boot.js").Receive}> | undefined} */
let python;
/** @type {object} */
let progress = { stage: "download", loaded: 0, total: 0 };
/** Downloads come in hundreds of pieces, and a page draws what it is told: it is told so often, in ms. */
const OFTEN = 100;
let told = 0;

/** @param {object} message */
function tellAll(message) {
  for (const { port } of clients.values()) port.postMessage(message, []);
}

/**
 * Let a function read Python's arrays where they lie.
 * @template T
 * @param {any[]} arrays
 * @param {(views: any[]) => T} read
 */
function reading(arrays, read) {
  const buffers = arrays.map((array) => array.getBuffer());
  try {
    return read(buffers.map(({ data }) => data));
  } finally {
    for (const buffer of buffers) buffer.release();
  }
}

/** @param {import("./boot.js").Wanted} wanted */
function bootOnce(wanted) {
  python ??= (async () => {
    const interpreter = await Interpreter.start((state) => {
      progress = state;
      const now = performance.now();
      if (state.stage === "download" && now - told < OFTEN) return;
      told = now;
      tellAll({ type: "progress", ...state });
    }, wanted);
    const receive = interpreter.startKernel({
      post: (/** @type {number} */ client, /** @type {object} */ message, /** @type {ArrayBuffer[]} */ buffers) =>
        clients.get(client)?.port.postMessage(message, buffers),
      fetch: (/** @type {string} */ path) => interpreter.read(path),
      offerWheels: () => interpreter.offerWheels(),
      loadPackages: (/** @type {string[]} */ names) => interpreter.loadPackages(names),
      colour: (/** @type {any} */ values, /** @type {any} */ table, /** @type {[number, number, boolean]} */ ...rest) =>
        reading([values, table], ([numbers, colours]) => colour(numbers, colours, ...rest)).buffer,
      colourMask: (/** @type {any} */ mask, /** @type {[number, number]} */ ...colours) =>
        reading([mask], ([pixels]) => colourMask(pixels, ...colours)).buffer,
    });
    return { interpreter, receive };
  })();
  return python;
}

/**
 * @param {number} id
 * @param {Client} client
 * @param {any} message
 */
async function handle(id, client, message) {
  if (message.type === "open") {
    client.open = message;
    client.port.postMessage({ type: "progress", ...progress }, []);
  }
  let running;
  try {
    running = await bootOnce(client.open ?? { packages: [], atStart: [], build: "" });
    if (message.type === "open") {
      await running.interpreter.loadFor(message);
      const { rung, stage, gaveUp, phases, begun } = running.interpreter;
      client.port.postMessage({ type: "booted", rung, stage, gaveUp, phases, begun }, []);
    }
  } catch (error) {
    const text = String(/** @type {Error} */ (error).message ?? error);
    if (running) return client.port.postMessage({ type: "failed", message: text }, []);
    // A module that failed to load fails again in the same worker: the next try needs another one.
    tellAll({ type: "failed", message: text, lost: true });
    return self.close();
  }
  try {
    await running.receive(id, message);
    const brought = running.interpreter.brought();
    if (brought.length) client.port.postMessage({ type: "brought", brought }, []);
  } catch (error) {
    // Python's own errors are answered by the kernel: what arrives here has broken the interpreter.
    tellAll({ type: "dead", message: String(error) });
    self.close();
  }
}

/** @param {Port} port */
function attach(port) {
  const id = ++lastClient;
  const client = { port, queue: Promise.resolve(), open: undefined };
  clients.set(id, client);
  return (/** @type {MessageEvent} */ { data }) => {
    if (data.type === "ping") return port.postMessage({ type: "pong" }, []);
    if (data.type === "shutdown") return self.close();
    if (data.type === "warm") return void bootOnce(data).catch(() => {}); // whoever opens a demo is told
    // Not in the queue: one is for what is running now, the other may take long and nothing depends on it.
    if (data.type === "stop") return python?.then(({ receive }) => receive(id, data), () => {});
    if (data.type === "prefetch") {
      return python?.then(({ interpreter }) => interpreter.loadPackages(data.packages))
        .then(() => port.postMessage({ type: "prefetched" }, []), () => {});
    }
    client.queue = client.queue.then(() => handle(id, client, data));
    if (data.type === "close") client.queue.then(() => clients.delete(id));
  };
}

if ("onconnect" in self) {
  /** @type {any} */ (self).onconnect = (/** @type {MessageEvent} */ event) => {
    const [port] = event.ports;
    port.onmessage = attach(port);
  };
} else {
  /** @type {any} */ (self).onmessage = attach(/** @type {any} */ (self));
}
