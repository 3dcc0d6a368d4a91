/** Take a demo along: its link, a frame for other pages, a QR code, files, and how other tools show it. */
import { make } from "../dom.js";
import { OWN_IMAGE } from "../state.js";
import { Copyable } from "../sharing/copying.js";
import { Files } from "../sharing/files.js";
import { addressOf, frameCode, isLocal } from "../sharing/links.js";
import { MOST_BYTES, qrCode } from "../sharing/qr.js";
import { heightFor, slideSizeFor } from "../sharing/size.js";
import { howTos } from "../../strings/en-howto.js";
import { frame as frameWords, link as words, title as name } from "../../strings/en-share.js";

/** Widths of a frame in pixels: least, most, and the first ones, for two figures beside the controls and for more. */
const WIDTH = { low: 300, high: 2000, two: 960, more: 1200 };

/** @param {import("../page.js").DemoPage} page @returns {import("../panels.js").Panel} */
export function panel(page) {
  const sharing = new Sharing(page);
  return { title: name, content: sharing.content, shown: () => sharing.show(), closed: () => sharing.rest() };
}

class Sharing {
  #link = new Copyable(words.label);
  #frame = new Copyable(frameWords.label, { lines: true });
  #files;
  #notes = make("p", { className: "quiet" });
  #size = make("p", { className: "quiet", role: "status" });
  #code = make("div", { className: "code-of-link" });
  #howTos = make("div", { className: "how-tos" });
  #bare = make("input", { type: "checkbox" });
  #theme = make("select", { "aria-label": words.colours }, make("option", { value: "" }, words.system),
    make("option", { value: "light" }, words.light), make("option", { value: "dark" }, words.dark));
  #width = make("input", {
    type: "number", min: String(WIDTH.low), max: String(WIDTH.high),
  });
  #measuring = new AbortController();
  #usual = WIDTH.two;
  #hash = "";

  /** @param {import("../page.js").DemoPage} page */
  constructor(page) {
    this.page = page;
    this.#files = new Files(page);
    this.#usual = page.spec.panels.length > 2 ? WIDTH.more : WIDTH.two;
    this.#width.value = String(this.#usual);
    this.#bare.addEventListener("change", () => this.#showLink());
    this.#theme.addEventListener("change", () => this.#showAll());
    this.#width.addEventListener("change", () => this.#showFrame());
    const section = (/** @type {string} */ title, /** @type {(Node | string)[]} */ ...content) =>
      make("section", { "aria-label": title }, make("h3", {}, title), ...content);
    this.content = [
      section(words.title, this.#link.element,
        make("div", { className: "row options" },
          make("label", { className: "toggle" }, this.#bare, words.bare),
          make("label", { className: "control select" }, make("span", { className: "control-label" }, words.colours), this.#theme),
          ...this.#systemShare()),
        this.#notes, this.#code),
      section(frameWords.title, make("label", { className: "row" }, frameWords.width, this.#width, " px"), this.#size, this.#frame.element),
      this.#files.element,
      section(frameWords.tools, this.#howTos),
    ];
  }

  /** The browser's own way to hand a link on, where there is one. */
  #systemShare() {
    if (!navigator.share) return [];
    const button = make("button", { type: "button" }, words.send);
    button.addEventListener("click", () => navigator.share({ title: this.page.spec.title, url: this.#link.text })
      .catch((error) => {
        if (error.name !== "AbortError") this.#notes.textContent = words.notSent(error.message);
      }));
    return [button];
  }

  show() {
    this.#hash = this.page.link.hash;
    this.#files.show();
    this.#showAll();
  }

  /** The panel is closed: nothing is measured any more. */
  rest() {
    this.#measuring.abort();
  }

  #showAll() {
    this.#showLink();
    this.#showFrame();
  }

  #address(/** @type {boolean} */ embed) {
    return addressOf({ hash: this.#hash, embed, theme: this.#theme.value });
  }

  #showLink() {
    const link = this.#address(this.#bare.checked);
    this.#link.text = link;
    const own = Object.values(this.page.state).includes(OWN_IMAGE);
    this.#notes.textContent = [
      own ? words.own : "",
      isLocal(link) ? words.local : "",
    ].filter(Boolean).join(" ");
    const code = qrCode(link);
    code?.setAttribute("aria-label", words.code);
    this.#code.replaceChildren(code ?? make("p", { className: "quiet" },
      words.tooLong(MOST_BYTES, new TextEncoder().encode(link).length)));
  }

  async #showFrame() {
    this.#measuring.abort();
    const measuring = this.#measuring = new AbortController();
    const width = this.#width.valueAsNumber;
    if (!(width >= WIDTH.low && width <= WIDTH.high)) {
      const { low, high } = WIDTH;
      this.#size.textContent = frameWords.wrongWidth(this.#width.value || frameWords.noNumber, low, high);
      return;
    }
    this.#size.textContent = frameWords.measuring;
    const embed = this.#address(true);
    const { dedicated } = this.page.spec;
    const until = dedicated || document.documentElement.dataset.stage !== "live" ? "painted" : "live";
    const { signal } = measuring;
    try {
      const height = await heightFor(embed, width, { until, signal });
      const onSlide = await slideSizeFor(embed, { width, height }, this.#usual, { until, signal });
      this.#size.textContent = frameWords.measured(width, height);
      this.#offer({ embed, width, height, onSlide });
    } catch (error) {
      const height = Math.round(width * 9 / 16);
      const { message } = /** @type {Error} */ (error);
      this.#size.textContent = frameWords.guessed(width, height, message);
      this.#offer({ embed, width, height, onSlide: { width, height } });
    }
  }

  /** @param {Pick<import("../../strings/en-howto.js").Shared, "embed" | "width" | "height" | "onSlide">} sized */
  #offer(sized) {
    const { title } = this.page.spec;
    this.#frame.text = frameCode({ ...sized, address: sized.embed, title });
    /** @type {NodeListOf<HTMLElement>} */
    const open = this.#howTos.querySelectorAll("details[open]");
    const opened = Array.from(open, ({ dataset }) => dataset.tool);
    this.#howTos.replaceChildren(...howTos({ ...sized, title, link: this.#address(false) })
      .map((howTo) => toolOf(howTo, opened.includes(howTo.name))));
  }
}

/** @param {import("../../strings/en-howto.js").HowTo} howTo @param {boolean} open */
function toolOf({ name, steps, code, documentation }, open) {
  const fields = code.map(({ label, text }) => {
    const field = new Copyable(label, { lines: text.includes("\n") });
    field.text = text;
    return field.element;
  });
  const links = documentation.flatMap(([title, href], i) =>
    [i ? ", " : "", make("a", { href, target: "_blank", rel: "noreferrer" }, title)]);
  return make("details", { open, "data-tool": name }, make("summary", {}, name),
    make("ol", {}, ...steps.map((step) => make("li", {}, step))), ...fields,
    make("p", { className: "quiet" }, frameWords.documentation, ...links));
}
