/** How far the page is: `shell`, `painted`, `live` or `failed`, for tests, parents and the person who waits. */
import { byId, make } from "./dom.js";

/**
 * @param {"shell" | "painted" | "live" | "failed"} stage
 * @param {object} [detail] what the mark of this stage tells besides
 */
export function setStage(stage, detail) {
  document.documentElement.dataset.stage = stage;
  performance.mark(stage, { detail });
}

export const stage = () => document.documentElement.dataset.stage;

/** Why a demo cannot be computed here at all; "" if it can. @param {DemoSpec} demo */
export function impossible({ missing }) {
  if (typeof WebAssembly !== "object") {
    return "This browser, or its settings, has no WebAssembly, which Python needs: the figure is the first one, made when "
      + "the site was built.";
  }
  if (!missing.length) return "";
  return `This site was built without ${missing.join(", ")}, which this demo computes with: the figure is the first one, `
    + "made when the site was built. Every other demo is live.";
}

/** @type {Record<string, string>} */
const STAGES = {
  download: "Downloading Python", start: "Starting Python", import: "Loading the demo",
};

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
    const text = this.#because + (STAGES[name] ?? name);
    this.#line.dataset.kind = "progress";
    this.#bar.hidden = false;
    if (name === "download" && total) {
      this.#bar.max = total;
      this.#bar.value = loaded;
      this.#message.textContent = `${text} ${megabytes(loaded)} of ${megabytes(total)} MB`;
    } else {
      this.#bar.removeAttribute("value");
      this.#message.textContent = `${text} …`;
    }
  }

  /** What computed the result, and how long it took; of several results, how far it is. @param {DemoResult} result */
  computed({ backend, ms, progress }) {
    this.say(`${backend} · ${ms.toFixed(ms < 10 ? 1 : 0)} ms in all`, "quiet");
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
    this.#because = `Python stopped (${reason}); it is being started again with your settings. `;
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
