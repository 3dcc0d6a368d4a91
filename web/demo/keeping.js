/**
 * After a visit a snapshot of Python is made for the next one: by a worker of its own, while nobody computes here, and
 * only where memory and storage are enough. `data-kept` tells "yes" once it is there, "no" if there will be none.
 */
import { find } from "../kernel/snapshots.js";
import { whenIdle } from "./visibility.js";
import { warm } from "./warming.js";

/** Nothing has been computed for so long, in ms. */
const QUIET = 2000;
/** Gigabytes of memory and bytes of storage below which none is made. */
const MEMORY = 4;
const STORAGE = 500e6;
const LOCK = "livedemo-snapshot";

export class Keeping {
  /** @type {Worker | undefined} */ #worker;
  #timer = 0;
  #stage = "";
  #done = () => {};
  /** Resolved once a snapshot is there, or there will be none. @type {Promise<void>} */
  done = new Promise((resolve) => { this.#done = resolve; });

  /** @param {DemoSpec} demo */
  constructor(demo) {
    this.demo = demo;
  }

  /** Python was started in this way. @param {{rung: string, stage: string}} boot */
  async begin({ rung, stage }) {
    if (rung === "snapshot") return this.#tell(true);
    if (rung !== "bundle" || !(await roomy())) return this.#tell(false);
    if (await find(this.demo.build, stage)) return this.#tell(true);
    this.#stage = stage;
    this.settled();
  }

  /** Something is computed: the worker, if there is one, makes room. */
  interrupt() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** Nothing is computed any more. */
  settled() {
    clearTimeout(this.#timer);
    if (this.#stage && !this.#worker) this.#timer = setTimeout(() => whenIdle(() => this.#make()), QUIET);
  }

  #make() {
    // Of several pages one makes it; the lock is held until its worker has ended.
    navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (!lock || !this.#stage || this.#worker || document.hidden) return;
      const { name, packages, atStart, build } = this.demo;
      const worker = this.#worker = new Worker(this.demo.keeper, { type: "module" });
      await new Promise((resolve) => {
        const { terminate } = worker;
        worker.terminate = () => { terminate.call(worker); resolve(undefined); };
        worker.onerror = () => worker.onmessage?.(new MessageEvent("message", { data: { kept: false, reason: "it did not start" } }));
        worker.onmessage = async ({ data }) => {
          this.#stage = "";
          worker.terminate(); // before anything else: it holds an interpreter
          if (data.kept) await warm();
          else console.info("No snapshot was kept:", data.reason);
          this.#tell(data.kept);
        };
        worker.postMessage({ demo: name, packages, atStart, build });
      });
    }).catch(() => this.#tell(false));
  }

  /** @param {boolean} there */
  #tell(there) {
    document.documentElement.dataset.kept = there ? "yes" : "no";
    this.#done();
  }
}

/** Whether there is memory to make a snapshot with and storage to keep it in. */
async function roomy() {
  const { deviceMemory = MEMORY, locks, storage } = /** @type {any} */ (navigator);
  if (deviceMemory < MEMORY || !locks || !("caches" in globalThis)) return false;
  try {
    const { quota = Infinity, usage = 0 } = (await storage?.estimate?.()) ?? {};
    return quota - usage > STORAGE;
  } catch {
    return false;
  }
}
