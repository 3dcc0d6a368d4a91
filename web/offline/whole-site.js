/** The gallery's "Available offline": everything is kept on this device, or removed from it, when a reader says so. */
import { byId } from "../demo/dom.js";
import { sizeOf, Store } from "./store.js";
import { possible, register, want } from "./visitor.js";

const MB = 1e6;
/** @param {number} bytes */
const megabytes = (bytes) => `${Math.max(1, Math.round(bytes / MB))} MB`;

/** @typedef {import("./store.js").Table} Table */

export class WholeSite {
  #store = new Store(new URL("./", location.href));
  #status = byId("offline-status");
  #keep = /** @type {HTMLButtonElement} */ (byId("offline-keep"));
  #remove = /** @type {HTMLButtonElement} */ (byId("offline-remove"));
  #bar = /** @type {HTMLProgressElement} */ (byId("offline-progress"));
  /** @type {AbortController | undefined} */ #running;

  /** Say how things are, and listen. */
  async begin() {
    const impossible = await possible();
    byId("offline").hidden = false;
    if (impossible) return this.#say(impossible);
    this.#keep.addEventListener("click", () => (this.#running ? this.#running.abort() : this.#start()));
    this.#remove.addEventListener("click", () => this.#forget());
    await this.#look();
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
      return this.#say(`${prefix}What this site consists of could not be read: the network may be down.`);
    }
    const missing = await this.#store.missing(table);
    const total = sizeOf(table);
    const left = sizeOf(table, missing);
    this.#keep.hidden = missing.length === 0;
    this.#remove.hidden = left === total;
    if (left === total) {
      this.#keep.textContent = `Make available offline (${megabytes(total)})`;
      this.#say(`${prefix}Then the deck and all demos work on this device without a network.`);
    } else if (missing.length) {
      this.#keep.textContent = `Get the rest (${megabytes(left)})`;
      this.#say(`${prefix}${megabytes(total - left)} of ${megabytes(total)} are on this device: demos that were opened may work offline, others do not.`);
    } else {
      const lasting = await navigator.storage?.persisted?.();
      this.#say(`${prefix}Available offline: the deck and all demos, ${megabytes(total)} in ${Object.keys(table.files).length} checked files.`
        + (lasting ? "" : " The browser may remove them when this device runs short of storage."));
    }
    document.documentElement.dataset.offline = missing.length === 0 ? "yes" : left === total ? "no" : "partly";
  }

  async #start() {
    const running = this.#running = new AbortController();
    this.#keep.textContent = "Pause";
    this.#remove.hidden = true;
    this.#bar.hidden = false;
    let outcome = "";
    try {
      want(true);
      const granted = navigator.storage?.persist?.(); // may ask the reader, who need not answer at once
      granted?.catch(() => {});
      this.#say("Preparing …");
      await register(this.#store.root, this.#store);
      const table = await this.#store.table();
      await this.#store.save(table, undefined, {
        signal: running.signal,
        onProgress: (done, total) => {
          this.#bar.max = total;
          this.#bar.value = done;
          this.#say(`${megabytes(done)} of ${megabytes(total)}`);
        },
      });
    } catch (error) {
      outcome = running.signal.aborted ? "Paused. " : `${told(/** @type {Error} */ (error))} `;
    }
    this.#running = undefined;
    await this.#look(outcome);
  }

  async #forget() {
    want(false);
    await this.#store.remove();
    const [registration] = await navigator.serviceWorker.getRegistrations();
    await registration?.unregister();
    await this.#look("Removed. ");
  }
}

/** What went wrong, for somebody who wants to know what to do. @param {Error} error */
function told({ name, message }) {
  if (name === "QuotaExceededError") return "There is not enough storage on this device.";
  return `It broke off (${message}); what has come is kept.`;
}
