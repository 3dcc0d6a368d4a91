/** Notice when a worker has died or hangs: it is asked every second, and whatever it says counts as an answer. */

import { python as words } from "../strings/en.js";

const TICK_MS = 1000;
/** Ticks without an answer after which a worker counts as hung: while it answers demos, and while it boots. */
const PATIENCE = { live: 10, boot: 45 };

export class Heartbeat {
  /** Python has answered. */
  live = false;
  #silent = 0;
  #timer = 0;

  /** @param {() => void} ask @param {(reason: string) => void} lost */
  constructor(ask, lost) {
    this.ask = ask;
    this.lost = lost;
  }

  begin() {
    clearInterval(this.#timer);
    this.live = false;
    this.#silent = 0;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  end() {
    clearInterval(this.#timer);
  }

  heard() {
    this.#silent = 0;
  }

  #tick() {
    if (document.hidden) return void (this.#silent = 0);
    const patience = this.live ? PATIENCE.live : PATIENCE.boot;
    if (++this.#silent > patience) return this.lost(words.silent(patience));
    this.ask();
  }
}
