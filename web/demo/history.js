/** States to go back to: one for each drag, not for each of its steps. */

/** @typedef {{state: State, display: import("./display-settings.js").Settings}} Moment */

const MOST = 200;
const SAME_DRAG_MS = 800;

export class History {
  /** @type {Moment[]} */ #past = [];
  /** @type {{key: string, time: number} | undefined} */ #last;

  get empty() {
    return this.#past.length === 0;
  }

  /** @param {Moment} moment as it is before the change @param {string[]} names the controls that change */
  remember(moment, names) {
    const key = names.join();
    const time = performance.now();
    if (!this.#last || key !== this.#last.key || time - this.#last.time > SAME_DRAG_MS) {
      this.#past.push(moment);
      if (this.#past.length > MOST) this.#past.shift();
    }
    this.#last = { key, time };
  }

  back() {
    this.#last = undefined;
    return this.#past.pop();
  }
}

/** Call back when the person asks to undo by keyboard, except where text is typed. @param {() => void} undo */
export function onUndoKey(undo) {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.closest("textarea, input:not([type=range], [type=radio], [type=checkbox])");
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) {
      event.preventDefault();
      undo();
    }
  });
}
