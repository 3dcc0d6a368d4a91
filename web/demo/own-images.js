/**
 * The images that a person opened: they stay on the device, and are read again after the kernel was restarted. At
 * the person's wish one is kept for the next visit, or taken along to another demo.
 */
import { kept, list, isTaken, newId, onChangeElsewhere, opens, setOpens, unlist } from "./own-list.js";
import { OWN_IMAGE } from "./state.js";
import { image as words } from "../strings/en.js";

/**
 * @typedef {{file: Blob, name: string, frame: number, id?: string, taken?: string, about?: any}} Own
 *   id: under which it is kept; taken: under which it was, only to be taken here; about: what Python says of it
 * @typedef {{name: string, title: string, images: string[]}} Target a demo with its image controls
 */

export class OwnImages {
  /** @type {Map<string, Own>} */ #open = new Map();
  /** @type {Map<string, Own>} */ #reading = new Map();
  /** @type {Promise<typeof import("./later/own-files.js")> | undefined} */ #files;

  /** @param {import("./page.js").DemoPage} page */
  constructor(page) {
    this.page = page;
    this.controls = page.spec.controls.filter(({ kind }) => kind === "image").map(({ name }) => name);
    onChangeElsewhere(() => this.#offer());
    this.#offer();
  }

  /** Whether what is shown may come from a person's own image. */
  get any() {
    return this.#open.size > 0 || this.#reading.size > 0;
  }

  /** What is open. @param {string} control */
  get(control) {
    return this.#open.get(control);
  }

  /** Which page of its file each image is, by the name of its control. */
  get frames() {
    return Object.fromEntries([...this.#open].map(([control, { frame }]) => [control, frame]));
  }

  /** @param {string} control @param {Blob} file @param {string} name */
  async open(control, file, name) {
    await this.#read(control, { file, name, frame: 0 });
  }

  /** Show another page of a stack. @param {string} control @param {number} frame */
  async choose(control, frame) {
    const own = this.#open.get(control);
    if (own) await this.#read(control, { ...own, frame });
  }

  /** Give a new kernel what the last one had, and what it had not answered. */
  async sendAgain() {
    for (const [control, own] of [...this.#open, ...this.#reading]) await this.#send(control, own);
  }

  /** Open what a state names but this page does not have. @param {State} state @returns {Promise<string[]>} complaints */
  async restore(state) {
    const wanted = this.controls.filter((name) => state[name] === OWN_IMAGE && !this.#open.has(name) && !this.#reading.has(name));
    const found = await Promise.all(wanted.map((control) => this.openKept(control, opens(control))));
    if (found.every(Boolean)) return [];
    return [words.notHere];
  }

  /** @param {string} control @param {import("./own-list.js").Listed} [image] @returns {Promise<boolean>} whether it is there */
  async openKept(control, image) {
    if (!image) return false;
    try {
      const { id, name, frame } = image;
      const file = await (await this.#load()).read(id);
      if (!file) return false;
      setOpens(control, image);
      await this.#read(control, { file, name, frame, ...(isTaken(id) ? { taken: id } : { id }) });
      return true;
    } catch (error) {
      this.page.status.say(words.notOpened(image.name, told(error)), "error");
      return true; // it has been said why it is not
    }
  }

  /** Keep what is open for the next visit, or no longer. @param {string} control @param {boolean} wanted */
  async keep(control, wanted) {
    const own = this.#open.get(control);
    if (!own) return;
    try {
      if (wanted) {
        const id = own.id ?? newId(false);
        await (await this.#load()).write(id, own.file);
        own.id = id;
        list(listed(own));
        setOpens(control, listed(own));
      } else {
        await this.#unkeep(own);
        setOpens(control);
      }
    } catch (error) {
      if (wanted) await this.#unkeep(own).catch(() => (own.id = undefined));
      this.page.status.say(words.notKept(own.name, told(error)), "error");
    }
    this.#offer();
  }

  /** Let go of an image, here and on this device. @param {string} control */
  async forget(control) {
    const own = this.#open.get(control);
    if (!own) return;
    try {
      await this.#unkeep(own);
      setOpens(control);
    } catch (error) {
      return this.page.status.say(words.notRemoved(own.name, told(error)), "error");
    }
    this.page.kernel.forget(control);
    if (this.page.state[control] === OWN_IMAGE) {
      // What is on the screen was computed from it until the next result has come.
      const done = this.page.settled().catch(() => {});
      this.page.showSample(control);
      await done;
    }
    this.#open.delete(control);
    this.#offer();
  }

  /** The demos that an image can be taken to. @returns {Promise<Target[]>} */
  async targets() {
    const response = await fetch(new URL("site.json", import.meta.url));
    if (!response.ok) throw new Error(`site.json: HTTP ${response.status}`);
    const { demos } = await response.json();
    return demos.filter((/** @type {Target} */ { name, images }) => images.length && name !== this.page.spec.name);
  }

  /** Go to another demo with what is open here. @param {string} control @param {Target} target */
  async use(control, { name: demo, images }) {
    const own = this.#open.get(control);
    if (!own) return;
    const there = images.includes(control) ? control : images[0];
    try {
      const id = own.id ?? newId(true);
      if (!own.id) await (await this.#load()).write(id, own.file);
      setOpens(there, { ...listed(own), id });
      location.href = `../${demo}/${location.search}#${there}=${OWN_IMAGE}`;
    } catch (error) {
      this.page.status.say(words.notTaken(own.name, told(error)), "error");
    }
  }

  /** What Python says of a file. @param {any} image */
  answered(image) {
    const { control } = image;
    const own = this.#reading.get(control);
    this.#reading.delete(control);
    if (!image.ok) {
      this.page.status.say(words.refused(image.message), "error");
      this.#offer();
    } else if (own) {
      own.about = image;
      this.#open.set(control, own);
      this.#remember(control, own).catch(() => {}); // no storage any more: what was kept first stays as it was
      this.page.controls.widget(control).describe({ ...image, size: own.file.size });
      this.page.opened(control);
      this.#offer();
    } // else it was sent again after a restart: the state already names it
  }

  /** The frame that was chosen is kept too; what was only taken here has arrived. @param {string} control @param {Own} own */
  async #remember(control, own) {
    if (own.taken) {
      setOpens(control);
      await (await this.#load()).remove(own.taken);
      own.taken = undefined;
    }
    if (!own.id || !kept().some(({ id }) => id === own.id)) return;
    list(listed(own));
    setOpens(control, listed(own));
  }

  /** @param {Own} own */
  async #unkeep(own) {
    if (!own.id) return;
    await (await this.#load()).remove(own.id);
    unlist(own.id);
    own.id = undefined;
  }

  /** Put on the screen what can be opened and what is kept; tell a deck that this page cannot be had again by its address. */
  #offer() {
    document.documentElement.toggleAttribute("data-own-image", this.any);
    const all = kept();
    for (const control of this.controls) {
      const own = this.#open.get(control);
      if (own?.id && !all.some(({ id }) => id === own.id)) own.id = undefined; // removed in another tab
      this.page.controls.widget(control).list(all.filter(({ id }) => id !== own?.id), own);
    }
  }

  #load() {
    const { scripts } = this.page.spec;
    this.#files ??= import(new URL(scripts["own-files"], location.href).href).then(async (files) => {
      await files.sweep(kept().map(({ id }) => id));
      return files;
    });
    this.#files.catch(() => (this.#files = undefined)); // it is tried again the next time
    return this.#files;
  }

  /** @param {string} control @param {Own} own */
  async #read(control, own) {
    this.page.status.say(words.reading(own.name));
    this.#reading.set(control, own);
    this.#offer();
    if (this.page.kernel.ready) await this.#send(control, own); // else it is sent when Python answers
  }

  /** @param {string} control @param {Own} own */
  async #send(control, { file, name, frame }) {
    try {
      this.page.kernel.openImage(control, name, await file.arrayBuffer(), frame);
    } catch (error) {
      this.#reading.delete(control);
      this.#offer();
      this.page.status.say(words.unreadable(name, error), "error");
    }
  }
}

/** @param {Own} own @returns {import("./own-list.js").Listed} */
const listed = ({ id = "", name, frame, file }) => ({ id, name, frame, size: file.size });

/** Why the browser stored nothing. @param {unknown} error */
function told(error) {
  const { name, message } = /** @type {DOMException} */ (error);
  if (name === "QuotaExceededError") return words.storageFull;
  if (name === "SecurityError" || name === "InvalidStateError") return words.noStorage;
  return message;
}
