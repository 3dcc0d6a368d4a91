/** The gallery's "Available offline": everything is kept on this device, or removed from it, when a reader says so. */
import { byId } from "../demo/dom.js";
import { sizeOf, Store } from "./store.js";
import { possible, register, want } from "./visitor.js";
import * as words from "../strings/en-offline.js";

/** @typedef {import("./store.js").Table} Table */

export class WholeSite {
  #store = new Store(new URL("./", location.href));
  #status = byId("offline-status");
  #keep = /** @type {HTMLButtonElement} */ (byId("offline-keep"));
  #remove = /** @type {HTMLButtonElement} */ (byId("offline-remove"));
  #bar = /** @type {HTMLProgressElement} */ (byId("offline-progress"));
  /** @type {AbortController | undefined} */ #running;

  /** Say how things are, and listen; nothing is shown before that is known. */
  async begin() {
    const impossible = await possible();
    if (impossible) {
      this.#say(impossible);
    } else {
      this.#keep.addEventListener("click", () => (this.#running ? this.#running.abort() : this.#start()));
      this.#remove.addEventListener("click", () => this.#forget());
      await this.#look();
    }
    byId("offline").hidden = false;
  }

  /** @param {string} text */
  #say(text) {
    this.#status.textContent = text;
  }

  /** Look at what is really there. @param {string} [prefix] what is said first */
  async #look(prefix = "") {
    this.#keep.hidden = this.#remove.hidden = true;
    this.#bar.hidden = true;
    /** @type {Table} */ let table;
    try {
      table = await this.#store.table();
    } catch {
      return this.#say(words.unreadable(prefix));
    }
    const missing = await this.#store.missing(table);
    const total = sizeOf(table);
    const left = sizeOf(table, missing);
    this.#keep.hidden = missing.length === 0;
    this.#remove.hidden = left === total;
    if (left === total) {
      this.#keep.textContent = words.keepAll(total);
      this.#say(words.nothingKept(prefix));
    } else if (missing.length) {
      this.#keep.textContent = words.keepRest(left);
      this.#say(words.partlyKept(prefix, total - left, total));
    } else {
      const lasting = await navigator.storage?.persisted?.();
      this.#say(words.allKept(prefix, total, Object.keys(table.files).length) + (lasting ? "" : words.mayBeRemoved));
    }
    document.documentElement.dataset.offline = missing.length === 0 ? "yes" : left === total ? "no" : "partly";
  }

  async #start() {
    const running = this.#running = new AbortController();
    this.#keep.textContent = words.pause;
    this.#remove.hidden = true;
    this.#bar.hidden = false;
    let outcome = "";
    try {
      want(true);
      const granted = navigator.storage?.persist?.(); // may ask the reader, who need not answer at once
      granted?.catch(() => {});
      this.#say(words.preparing);
      await register(this.#store.root, this.#store);
      const table = await this.#store.table();
      await this.#store.save(table, undefined, {
        signal: running.signal,
        onProgress: (done, total) => {
          this.#bar.max = total;
          this.#bar.value = done;
          this.#say(words.progress(done, total));
        },
      });
    } catch (error) {
      outcome = running.signal.aborted ? words.paused : told(/** @type {Error} */ (error));
    }
    this.#running = undefined;
    await this.#look(outcome);
  }

  async #forget() {
    want(false);
    await this.#store.remove();
    const [registration] = await navigator.serviceWorker.getRegistrations();
    await registration?.unregister();
    await this.#look(words.removed);
  }
}

/** What went wrong, for somebody who wants to know what to do. @param {Error} error */
function told({ name, message }) {
  if (name === "QuotaExceededError") return words.full;
  return words.brokenOff(message);
}
