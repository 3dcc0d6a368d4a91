import { framed } from "./embed-api.js";

/**
 * Milliseconds after which a hidden page gives up a worker of its own: each has a Python, 130 MB, that no other page can
 * use. A frame that is out of sight is one of many, as a rule; a tab is one that a reader comes back to.
 */
const RELEASE_MS = framed ? 5000 : 60_000;

/** When a hidden page gives something up, and has it again. */
export class Releasing {
  #timer = 0;
  #released = false;

  /** @param {{inUse: () => boolean, release: () => void, regain: () => void}} how */
  constructor(how) {
    this.how = how;
  }

  /** The page is hidden. */
  begin() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.how.inUse()) return this.begin();
      this.#released = true;
      this.how.release();
    }, RELEASE_MS);
  }

  /** There is another one, or none is wanted any more. */
  cancel() {
    clearTimeout(this.#timer);
    this.#released = false;
  }

  /** It is seen again. */
  end() {
    const released = this.#released;
    this.cancel();
    if (released) this.how.regain();
  }
}
