/**
 * A page's line to Python: connect, keep only the newest state waiting, notice when the kernel has died or
 * hangs, and start another one.
 */

import { connect, readGeneration, writeGeneration } from "./connection.js";
import { Heartbeat } from "./heartbeat.js";
import { KernelLine } from "./kernel-line.js";
import { Releasing } from "./releasing.js";
import { python as words } from "../strings/en.js";

const MOST_RESTARTS = 2;

export class KernelClient extends KernelLine {
  /** @type {any} */ #worker;
  #generation = readGeneration();
  #restarts = 0;
  #sequence = 0;
  #ready = false;
  #busy = false;
  /** True while one result follows the other. */
  #more = false;
  /** @type {{state: State, backend: string} | undefined} */ #waiting;
  #heartbeat = new Heartbeat(() => this.send({ type: "ping" }), (reason) => this.restart(reason));
  #stopped = false;
  #releasing = new Releasing({
    inUse: () => this.busy || !this.#ready, release: () => this.#release(), regain: () => this.connect(),
  });
  /** Whether the worker is this page's alone. */
  #alone = false;
  /** @type {EditedCode | undefined} */ #code;
  /** The last that Python took. @type {EditedCode | undefined} */ #taken;
  #coding = false;
  /** How Python was started, and the milliseconds that each step took. @type {{rung: string, stage: string, gaveUp: string[], phases: Record<string, number>} | undefined} */
  boot;

  /**
   * @param {DemoSpec} demo
   * @param {KernelListener} listener
   */
  constructor(demo, listener) {
    super();
    this.demo = demo;
    this.listener = listener;
    this.displays = demo.displays;
    this.#alone = demo.dedicated;
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
    this.#releasing.cancel();
    this.#ready = this.#busy = this.#more = this.#stopped = false;
    try {
      const { worker, port } = connect({ ...this.demo, dedicated: this.#alone }, this.#generation);
      this.#worker = worker;
      this.port = port;
    } catch (error) {
      return this.#fail(words.noWorker(error));
    }
    const port = this.port;
    port.onmessage = (/** @type {MessageEvent} */ { data }) => port === this.port && this.#receive(data);
    this.#worker.onerror = (/** @type {ErrorEvent} */ event) =>
      port === this.port && this.restart(event.message || words.workerNotLoaded);
    this.#open();
  }

  #open() {
    const { name, packages, atStart, build } = this.demo;
    this.#ready = false;
    this.send({ type: "open", demo: name, displays: this.displays, packages, atStart, build });
    this.#sendCode();
    this.#heartbeat.begin();
  }

  /** Compute with edited code from now on, in a worker of this page alone, or with the demo's own. @param {EditedCode} [code] */
  use(code) {
    const alone = this.demo.dedicated || code !== undefined;
    this.#code = code;
    if (alone !== this.#alone || !this.port) {
      this.#part();
      this.#alone = alone;
      this.connect();
    } else if (code) this.#sendCode();
    else this.#open();
  }

  #sendCode() {
    this.#coding = this.#code !== undefined;
    if (!this.#code) return void (this.#taken = undefined);
    this.#ready = false;
    this.send({ type: "code", ...this.#code });
  }

  /**
   * Compute a state; while one computation runs only the newest state waits.
   * @param {State} state
   * @param {string} backend where: "auto", "cpu" or "gpu"
   */
  compute(state, backend) {
    this.#releasing.end();
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
    this.send({ type: "compute", seq: ++this.#sequence, state, backend });
  }

  /** Colour images by these displays from the next computation on. @param {any[]} displays */
  show(displays) {
    this.displays = displays;
    this.send({ type: "display", displays }); // after "open", which the worker takes first
  }

  /** The page is hidden: nothing is computed and nothing kept. */
  rest() {
    this.#waiting = undefined;
    this.end();
    this.send({ type: "rest" });
    if (this.#alone) this.#releasing.begin();
  }

  #release() {
    this.#heartbeat.end();
    this.#part();
    this.#ready = false;
  }

  close() {
    this.#heartbeat.end();
    this.send({ type: "close" });
  }

  /** Leave this worker and start another. @param {string} reason */
  restart(reason) {
    if (this.#code) return this.listener.onStopped(reason);
    this.#leave();
    if (++this.#restarts > MOST_RESTARTS) return this.#fail(words.stoppedAgain(reason));
    this.listener.onRestart(reason);
    this.connect();
  }

  /** Try again after a failure, at a person's wish. */
  retry() {
    this.#restarts = 0;
    if (!this.port) return this.connect();
    // Other pages may be live on this worker: only this page asks again.
    this.#stopped = false;
    this.#open();
  }

  /** Stop a worker of this page alone at once, and compute with the demo's own code again. */
  stop() {
    this.#code = undefined;
    this.#part();
    this.#alone = this.demo.dedicated;
    this.#restarts = 0;
    this.connect();
  }

  /** Have nothing more to do with this worker; other pages go on with it. */
  #part() {
    if (this.#alone) this.#worker?.terminate();
    else this.send({ type: "close" });
    this.port = undefined;
  }

  #leave() {
    if (this.#alone) return this.#part();
    this.send({ type: "shutdown" });
    this.#worker?.terminate?.();
    this.#abandon();
  }

  /** The worker of this name is lost: the next one, for this page and for all that come later, has another. */
  #abandon() {
    this.port = undefined;
    this.#generation = Math.max(readGeneration(), this.#generation + 1);
    writeGeneration(this.#generation);
  }

  /** @param {string} reason */
  #fail(reason) {
    this.#heartbeat.end();
    this.#stopped = true;
    this.#ready = this.#busy = false;
    this.listener.onFailed(reason);
  }

  #begun() {
    this.#coding = false;
    this.#ready = true;
    this.listener.onReady();
    this.#next();
  }

  #next() {
    if (!this.#busy && this.#waiting) this.compute(this.#waiting.state, this.#waiting.backend);
  }

  /** @param {any} message */
  #receive(message) {
    this.#heartbeat.heard();
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
        this.#heartbeat.live = true;
        if (!this.#coding) this.#begun();
        break;
      case "coded":
        this.#taken = this.#code;
        this.#begun();
        break;
      case "script":
        this.listener.onScript(message.text);
        break;
      case "printed":
        this.listener.onPrinted(message.text);
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
        if (message.for === "code") {
          this.#code = this.#taken; // it still computes with that, and has done so
          if (this.#taken) this.#coding = !(this.#ready = true);
          else this.#begun();
        }
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
