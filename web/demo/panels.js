/**
 * Panels over a demo's page, each a script of its own (panels/NAME.js) that is fetched when it is first opened.
 *
 * A button of the shell with `data-opens="NAME"` opens one. The script exports `panel(page)`, which returns what is shown.
 * As it is bundled by itself, what it imports it has anew: it may import functions, while everything that lives (the
 * state, the kernel, the figures) comes to it with the page.
 *
 * @typedef {object} Panel
 * @property {string} title
 * @property {Node[]} content
 * @property {boolean} [beside] whether the page can be used while it is open
 * @property {() => void} [shown] called whenever it is opened
 * @property {() => void} [closed]
 */
import { byId, make } from "./dom.js";
import { general as words } from "../strings/en.js";

/** Where a question mark is a character. */
const TYPING = "input:not([type=range], [type=radio], [type=checkbox]), textarea, select, dialog";

export class Panels {
  /** @type {Map<string, Promise<HTMLDialogElement>>} */ #made = new Map();
  /** @type {Promise<void> | undefined} */ #styled;

  /** @param {import("./page.js").DemoPage} page */
  constructor(page) {
    this.page = page;
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-opens]"))) {
      button.addEventListener("click", () => this.open(button.dataset.opens ?? ""));
    }
    document.addEventListener("keydown", (event) => {
      const typing = /** @type {HTMLElement} */ (event.target).closest(TYPING);
      if (event.key !== "?" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.open("keys");
    });
  }

  /** Open a panel that may be open already. @param {string} name */
  async show(name) {
    if (!(await this.#made.get(name)?.catch(() => undefined))?.open) await this.open(name);
  }

  /** Open a panel; of those beside the page a second call closes it. @param {string} name */
  async open(name) {
    let dialog = this.#made.get(name);
    if (!dialog) {
      dialog = this.#make(name);
      this.#made.set(name, dialog);
    }
    try {
      const made = await dialog;
      if (made.open) return made.close();
      made.dispatchEvent(new Event("shown"));
      if (made.classList.contains("beside")) this.#showBeside(made);
      else made.showModal();
      made.querySelector("h2")?.focus(); // by script: `autofocus` is blocked in a frame of another origin
    } catch (error) {
      this.#made.delete(name); // it is fetched again the next time
      this.page.status.say(words.notOpened(/** @type {Error} */ (error).message), "error");
    }
  }

  /** One panel at a time stands beside the page, which makes room for it. @param {HTMLDialogElement} dialog */
  #showBeside(dialog) {
    for (const other of /** @type {NodeListOf<HTMLDialogElement>} */ (document.querySelectorAll("dialog.beside[open]"))) other.close();
    document.documentElement.classList.add("has-beside");
    dialog.show();
  }

  /** @param {string} name */
  async #make(name) {
    const { scripts, panelStyles } = this.page.spec;
    this.#styled ??= styled(panelStyles);
    const [module] = await Promise.all([import(new URL(scripts[name], location.href).href), this.#styled]);
    /** @type {Panel} */
    const { title, content, beside, shown, closed } = module.panel(this.page);
    const close = make("button", { type: "button", className: "close" }, words.close);
    const heading = make("h2", { id: `${name}-title`, tabIndex: -1 }, title);
    const dialog = make("dialog", {
      id: `${name}-panel`, className: beside ? "beside" : "over", "aria-labelledby": heading.id,
    }, make("div", { className: "panel-head" }, heading, close), ...content);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("shown", () => shown?.());
    dialog.addEventListener("close", () => {
      if (beside) {
        document.documentElement.classList.toggle("has-beside", document.querySelector("dialog.beside[open]") !== null);
        /** @type {HTMLElement | null} */ (document.querySelector(`[data-opens="${name}"]`))?.focus();
      }
      closed?.();
    });
    // The browser closes by Esc only what lies over the page.
    dialog.addEventListener("keydown", (event) => {
      if (beside && event.key === "Escape" && !event.defaultPrevented) dialog.close();
    });
    byId("panels").append(dialog);
    return dialog;
  }
}

/** @param {string} address of a style sheet @returns {Promise<void>} */
function styled(address) {
  return new Promise((resolve, reject) => {
    const link = make("link", { rel: "stylesheet", href: address });
    link.onload = () => resolve();
    link.onerror = () => reject(new Error("its styles could not be loaded"));
    document.head.append(link);
  });
}
