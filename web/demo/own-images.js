/** The images that a person opened: they stay on the device, and are read again after the kernel was restarted. */

/** @typedef {{file: Blob, name: string, frame: number}} Own */

export class OwnImages {
  /** @type {Map<string, Own>} */ #open = new Map();
  /** @type {Map<string, Own>} */ #reading = new Map();

  /**
   * @param {import("./kernel-client.js").KernelClient} kernel
   * @param {(text: string, kind?: "info" | "error") => void} say
   * @param {(control: string, image: any) => void} opened
   */
  constructor(kernel, say, opened) {
    this.kernel = kernel;
    this.say = say;
    this.opened = opened;
  }

  /** Whether what is shown may come from a person's own image. */
  get any() {
    return this.#open.size > 0 || this.#reading.size > 0;
  }

  /** Which page of its file each image is, by the name of its control. */
  get frames() {
    return Object.fromEntries([...this.#open].map(([control, { frame }]) => [control, frame]));
  }

  /** @param {string} control @param {Blob} file @param {string} name */
  async open(control, file, name) {
    this.say(`Reading ${name} …`);
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

  /** @param {string} control @param {Own} own */
  async #read(control, own) {
    this.#reading.set(control, own);
    if (this.kernel.ready) await this.#send(control, own); // else it is sent when Python answers
  }

  /** @param {string} control @param {Own} own */
  async #send(control, { file, name, frame }) {
    try {
      this.kernel.openImage(control, name, await file.arrayBuffer(), frame);
    } catch (error) {
      this.#reading.delete(control);
      this.say(`${name} could not be read (${error}). The image stays as it was.`, "error");
    }
  }

  /** What Python says of a file. @param {any} image */
  answered(image) {
    const own = this.#reading.get(image.control);
    this.#reading.delete(image.control);
    if (!image.ok) this.say(`${image.message} The image stays as it was.`, "error");
    else if (own) {
      this.#open.set(image.control, own);
      this.opened(image.control, image);
    } // else it was sent again after a restart: the state already names it
  }
}
