/**
 * A page's line to Python: connect, keep only the newest state waiting, notice when the kernel has died or
 * hangs, and start another one.
 */

import { connect, readGeneration, writeGeneration } from "./connection.js";
import { python as words } from "../strings/en.js";

const TICK_MS = 1000;
/** Ticks without an answer after which a kernel counts as hung: while it answers demos, and while it boots. */
const PATIENCE = { live: 10, boot: 45 };
const MOST_RESTARTS = 2;

/**
 * @typedef {object} Listener
 * @property {(progress: {stage: string, loaded?: number, total?: number}) => void} onProgress
 * @property {() => void} onReady the demo is open: images and states may be sent
 * @property {(result: DemoResult) => void} onResult
 * @property {() => void} onDone the last of several results has come
 * @property {(error: {message: string, detail: string, value: boolean}) => void} onError Python raised; the kernel lives on
 * @property {(values: State) => void} onSuggested
 * @property {(image: any) => void} onImage
 * @property {(reason: string) => void} onRestart
 * @property {(reason: string) => void} onFailed
 */

export class KernelClient {
  /** @type {any} */ #port;
  /** @type {any} */ #worker;
  #generation = readGeneration();
  #silent = 0;
  #restarts = 0;
  #sequence = 0;
  #ready = false;
  #busy = false;
  /** True while one result follows the other. */
  #more = false;
  /** @type {{state: State, backend: string} | undefined} */ #waiting;
  #timer = 0;
  #stopped = false;
  /** How Python was started, and the milliseconds that each step took. @type {{rung: string, stage: string, gaveUp: string[], phases: Record<string, number>} | undefined} */
  boot;

  /**
   * @param {DemoSpec} demo
   * @param {Listener} listener
   */
  constructor(demo, listener) {
    this.demo = demo;
    this.listener = listener;
    this.displays = demo.displays;
  }

  /** True while Python answers for this demo. */
  get ready() {
    return this.#ready;
  }

  /** True while a state is being computed or waits. */
  get busy() {
    return this.#busy || this.#waiting !== undefined;
  }

  /** Connect, and have a state computed as soon as the demo is open. @param {State} state @param {string} backend */
  begin(state, backend) {
    this.connect();
    if (!this.#stopped) this.#compute(state, backend);
  }

  /** Connect, or connect anew. */
  connect() {
    this.#ready = this.#busy = this.#more = this.#stopped = false;
    this.#silent = 0;
    try {
      const { worker, port } = connect(this.demo, this.#generation);
      this.#worker = worker;
      this.#port = port;
    } catch (error) {
      return this.#fail(words.noWorker(error));
    }
    const port = this.#port;
    port.onmessage = (/** @type {MessageEvent} */ { data }) => port === this.#port && this.#receive(data);
    this.#worker.onerror = (/** @type {ErrorEvent} */ event) =>
      port === this.#port && this.restart(event.message || words.workerNotLoaded);
    this.#open();
  }

  #open() {
    const { name, packages, atStart, build } = this.demo;
    this.#send({ type: "open", demo: name, displays: this.displays, packages, atStart, build });
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /**
   * Compute a state; while one computation runs only the newest state waits.
   * @param {State} state
   * @param {string} backend where: "auto", "cpu" or "gpu"
   */
  compute(state, backend) {
    if (!this.#ready || this.#busy) {
      this.#waiting = { state, backend };
      if (this.#more) this.end();
      return;
    }
    this.#compute(state, backend);
  }

  /** @param {State} state @param {string} backend */
  #compute(state, backend) {
    this.#waiting = undefined;
    this.#busy = true;
    this.#more = this.demo.yields;
    this.#send({ type: "compute", seq: ++this.#sequence, state, backend });
  }

  /** Colour images by these displays from the next computation on. @param {any[]} displays */
  show(displays) {
    this.displays = displays;
    this.#send({ type: "display", displays }); // after "open", which the worker takes first
  }

  /**
   * Ask for the values that a button offers; answered through `onSuggested` or `onError`.
   * @param {State} state
   * @param {string} option
   * @param {string} backend
   */
  suggest(state, option, backend) {
    this.#send({ type: "suggest", state, option, backend });
  }

  /**
   * Read a file; answered through `onImage`.
   * @param {string} control
   * @param {string} name
   * @param {ArrayBuffer} data handed over
   * @param {number} frame
   */
  openImage(control, name, data, frame) {
    this.#port.postMessage({ type: "image", control, name, data, frame }, [data]);
  }

  /** Let go of a file that was read. @param {string} control */
  forget(control) {
    this.#send({ type: "forget", control });
  }

  /** Have what this demo may import later fetched now, so that nothing waits for it. */
  prefetch() {
    this.#send({ type: "prefetch", packages: this.demo.packages });
  }

  /** The page is hidden: nothing is computed and nothing kept. */
  rest() {
    this.#waiting = undefined;
    this.end();
    this.#send({ type: "rest" });
  }

  close() {
    clearInterval(this.#timer);
    this.#send({ type: "close" });
  }

  /** Leave this worker and start another. @param {string} reason */
  restart(reason) {
    this.#leave();
    if (++this.#restarts > MOST_RESTARTS) return this.#fail(words.stoppedAgain(reason));
    this.listener.onRestart(reason);
    this.connect();
  }

  /** Try again after a failure, at a person's wish. */
  retry() {
    this.#restarts = 0;
    if (!this.#port) return this.connect();
    // Other pages may be live on this worker: only this page asks again.
    this.#stopped = false;
    this.#silent = 0;
    this.#open();
  }

  /** End a computation that yields one result after the other. */
  end() {
    this.#send({ type: "stop" });
  }

  /** Stop a dedicated worker at once. */
  stop() {
    this.#leave();
    this.#restarts = 0;
    this.connect();
  }

  #leave() {
    this.#send({ type: "shutdown" });
    this.#worker?.terminate?.();
    this.#abandon();
  }

  /** The worker of this name is lost: the next one, for this page and for all that come later, has another. */
  #abandon() {
    this.#port = undefined;
    this.#generation = Math.max(readGeneration(), this.#generation + 1);
    writeGeneration(this.#generation);
  }

  /** @param {object} message */
  #send(message) {
    this.#port?.postMessage(message);
  }

  /** @param {string} reason */
  #fail(reason) {
    clearInterval(this.#timer);
    this.#stopped = true;
    this.#ready = this.#busy = false;
    this.listener.onFailed(reason);
  }

  #tick() {
    if (document.hidden || this.#stopped) return void (this.#silent = 0);
    const patience = this.#ready ? PATIENCE.live : PATIENCE.boot;
    if (++this.#silent > patience) return this.restart(words.silent(patience));
    this.#send({ type: "ping" });
  }

  #next() {
    if (!this.#busy && this.#waiting) this.compute(this.#waiting.state, this.#waiting.backend);
  }

  /** @param {any} message */
  #receive(message) {
    this.#silent = 0;
    switch (message.type) {
      case "progress":
        if (!this.#ready) this.listener.onProgress(message);
        break;
      case "booted":
        this.boot = {
          rung: message.rung, stage: message.stage, gaveUp: message.gaveUp,
          phases: { page: Math.round(message.begun - performance.timeOrigin), ...message.phases },
        };
        break;
      case "brought":
        // What imports had to wait for: tests look whether a bundle lacks something.
        document.documentElement.dataset.brought = message.brought.join(" ");
        break;
      case "prefetched":
        document.documentElement.dataset.prefetched = "yes";
        break;
      case "ready":
        this.#ready = true;
        this.listener.onReady();
        this.#next();
        break;
      case "result":
        this.#restarts = 0;
        this.#busy = message.more;
        this.#next(); // Python goes on while the page draws
        this.listener.onResult(message);
        break;
      case "done":
        this.#busy = this.#more = false;
        this.listener.onDone();
        this.#next();
        break;
      case "error":
        if (this.#stopped) return; // it did not open: nothing else could be answered
        if (message.for === "open") return this.#fail(message.message);
        if (message.for === "compute") this.#busy = this.#more = false;
        this.listener.onError(message);
        this.#next();
        break;
      case "suggested":
        this.listener.onSuggested(message.values);
        break;
      case "image":
        this.listener.onImage(message);
        break;
      case "failed":
        if (message.lost) this.#abandon();
        this.#fail(message.message);
        break;
      case "dead":
        this.restart(message.message);
        break;
    }
  }
}
