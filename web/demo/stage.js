/** How far the page is: `shell`, `painted`, `live` or `failed`, for tests, parents and the person who waits. */
import { byId, make } from "./dom.js";
import { python as words } from "../strings/en.js";

/**
 * @param {"shell" | "painted" | "live" | "failed"} stage
 * @param {object} [detail] what the mark of this stage tells besides
 */
export function setStage(stage, detail) {
  document.documentElement.dataset.stage = stage;
  performance.mark(stage, { detail });
}

/** Why Python cannot run for this demo here; "" where it can. @param {DemoSpec} spec */
export function impossible({ missing }) {
  if (typeof WebAssembly !== "object") return words.noWebAssembly;
  return missing.length ? words.missing(missing) : "";
}

export const stage = () => document.documentElement.dataset.stage;

/** The line under the controls: progress, messages, errors with a way out. */
export class StatusLine {
  #line = byId("status");
  #bar = byId("progress");
  #message = byId("message");
  #stop = byId("stop");
  #because = "";

  /** @param {() => void} onStop the person has seen enough of the results that come one after the other */
  constructor(onStop) {
    this.#stop.addEventListener("click", onStop);
  }

  /** @param {{stage: string, loaded?: number, total?: number}} progress */
  progress({ stage: name, loaded = 0, total = 0 }) {
    const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
    const text = this.#because + (words.stages[name] ?? name);
    this.#line.dataset.kind = "progress";
    this.#bar.hidden = false;
    if (name === "download" && total) {
      this.#bar.max = total;
      this.#bar.value = loaded;
      this.#message.textContent = words.progress(text, megabytes(loaded), megabytes(total));
    } else {
      this.#bar.removeAttribute("value");
      this.#message.textContent = `${text} …`;
    }
  }

  /** What computed the result, and how long it took; of several results, how far it is. @param {DemoResult} result */
  computed({ backend, ms, progress }) {
    this.say(words.computed(backend, ms.toFixed(ms < 10 ? 1 : 0)), "quiet");
    this.#bar.hidden = this.#stop.hidden = progress === undefined;
    this.#bar.max = 1;
    this.#bar.value = progress ?? 0;
  }

  /** The last of several results has come. @param {DemoResult} [last] */
  done(last) {
    if (last) this.computed({ ...last, progress: undefined });
  }

  /** Python is being started once more: the progress that follows says why. @param {string} reason */
  restarting(reason) {
    this.#because = words.restarting(reason);
    this.progress({ stage: "start" });
  }

  /**
   * @param {string} text
   * @param {"info" | "error" | "quiet"} kind
   * @param {{label: string, action: () => void}} [way] a button
   */
  say(text, kind = "info", way) {
    this.#because = "";
    this.#line.dataset.kind = kind;
    this.#bar.hidden = this.#stop.hidden = true;
    this.#message.textContent = text;
    if (way) {
      const button = make("button", { type: "button" }, way.label);
      button.addEventListener("click", way.action);
      this.#message.append(" ", button);
    }
  }
}
