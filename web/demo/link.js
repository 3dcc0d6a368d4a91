/** The page's address: it follows what is shown, and what is shown follows it. */
import { read, write } from "./display-settings.js";
import { leave } from "./reopened.js";
import { defaultState, toHash } from "./state.js";

/** Browsers refuse more than about a hundred changes of an address in half a minute. */
const REST_MS = 250;

export class Link {
  #timer = 0;

  /** @param {import("./page.js").DemoPage} page */
  constructor(page) {
    this.page = page;
  }

  /** State, display and code as a link has them. */
  get hash() {
    const { spec, state, displays, editing } = this.page;
    return toHash(spec.controls, state, write(displays.settings), editing.packed);
  }

  /** Have the address say what is shown, once that has come to rest. */
  follow() {
    leave(this.hash);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { hash } = this;
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    }, REST_MS);
  }

  /** Show what somebody writes into the address, or what another link on the page leads to. */
  listen() {
    const { page } = this;
    addEventListener("hashchange", () => {
      const { state, display, complaints } = page.editing.read(location.hash);
      if (this.hash !== location.hash.slice(1)) {
        page.set({ ...defaultState(page.spec.controls), ...state }, { display: read(display) });
      }
      page.restore(complaints);
      page.editing.offer();
    });
  }
}
