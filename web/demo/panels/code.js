/** The Python that a page computes with: to be read, edited, run in a worker of its own, and taken away as a program. */
import { make } from "../dom.js";
import { fetchedJson } from "../fetching.js";
import { coloured } from "../highlighting.js";
import { pack, unpack } from "../packed-code.js";
import { trusted } from "../trust.js";
import * as words from "../../strings/en-code.js";

/**
 * @typedef {{names: string[], text: string}} Definition
 * @typedef {{name: string, module: string, about: string, source: string, links: Record<string, string>, imports?: string[],
 *   definitions?: Definition[]}} Listed a function of `imaging`; without definitions where it cannot be copied
 * @typedef {{text: string, links: Record<string, string>, functions: Listed[]}} Source what py/sitebuild/listing.py writes
 * @typedef {{name: string, version: string, summary: string}} Package
 */

/** @param {string} label @param {() => void} action @param {Record<string, any>} [attributes] */
function button(label, action, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", action);
  return made;
}

/** @param {string} text @param {string} name */
const defines = (text, name) => new RegExp(`^(?:(?:async +)?def|class) +${name}\\b|^${name} *(?::[^=]+)?=`, "m").test(text);

/** Add the definition of a function to code: imports at its top, what it does not define yet at its end. @param {string} text @param {Listed} listed */
function withFunction(text, { imports = [], definitions = [] }) {
  const lines = imports.filter((line) => !text.includes(line));
  const added = definitions.filter(({ names }) => !names.every((name) => defines(text, name)));
  return `${[...lines, text.trimEnd(), ...added.map((one) => `\n\n${one.text}`)].join("\n")}\n`;
}

class CodePanel {
  /** @type {Source | undefined} */ #source;
  /** @type {import("../editor.js").Editor | undefined} */ #editor;
  /** The same while it comes to be. @type {Promise<import("../editor.js").Editor> | undefined} */ #opening;
  #about = make("p", {}, words.about);
  #own = make("pre", { className: "listing", tabIndex: 0, "aria-label": words.label });
  #host = make("div", { className: "editor-host" });
  #question = make("div", { className: "question", hidden: true });
  #output = make("pre", { className: "printed", hidden: true, tabIndex: 0, "aria-label": words.printed });
  #message = make("p", { className: "outcome", role: "status" });
  #functions = make("div", { className: "functions" });
  /** Python did not take the code that was run last: the figures are of the one before. */
  #refused = false;
  #edit = button(words.edit, () => this.#guarded(() => this.#open()));
  #run = button(words.run, () => this.#guarded(() => this.#start()), { title: "Ctrl+Enter" });
  #stop = button(words.stop, () => this.page.editing.stop());
  #restore = button(words.restore, () => this.#back());
  #packages = make("select", { "aria-label": words.packages }, make("option", { value: "" }, words.choosePackage));
  #leaving = make("p", { className: "notes" }, words.leaving);
  /** What is there while code is edited. */
  #tools = [this.#run, this.#stop, this.#restore, this.#packages, this.#leaving];

  /** @param {import("../page.js").DemoPage} page */
  constructor(page) {
    this.page = page;
    page.editing.panel = this;
    this.#packages.addEventListener("change", () => this.#addPackage(this.#packages.value));
    this.loading = this.#guarded(async () => {
      const source = /** @type {Source} */ (await fetchedJson(page.spec.code.source));
      this.#source = source;
      this.#own.replaceChildren(...coloured(source.text, source.links));
      this.#functions.append(...this.#listed(source.functions));
    });
  }

  content() {
    const take = button(words.download, () => this.#guarded(() => this.#download()));
    for (const tool of this.#tools) tool.hidden = true;
    return [this.#about, this.#question, make("div", { className: "row" }, this.#edit, this.#run, this.#stop, this.#restore, take),
      this.#message, this.#own, this.#host, this.#output, this.#packages, this.#leaving, this.#functions];
  }

  /** It was opened, or asked for by a link. */
  async shown() {
    await this.loading;
    const { carried } = this.page.editing;
    if (!carried) return;
    await this.#guarded(async () => {
      const text = await unpack(carried);
      await this.#open(text);
      if (trusted(text)) return this.#start();
      this.#ask();
    });
  }

  /** @param {Listed[]} functions */
  #listed(functions) {
    if (!functions.length) return [];
    return [make("h3", {}, words.functions), ...functions.map((listed) => {
      const copy = listed.definitions
        ? [button(words.copy, () => this.#guarded(() => this.#copy(listed)), { "aria-label": words.copyLabel(listed.name) })]
        : [];
      const code = make("pre", { className: "listing", tabIndex: 0, "aria-label": words.codeOf(listed.name) });
      const entry = make("details", {}, make("summary", {}, make("code", {}, `${listed.module.replace("imaging.", "")}.${listed.name}`),
        make("span", {}, listed.about)), code, ...copy);
      entry.addEventListener("toggle", () => {
        if (entry.open && !code.childNodes.length) code.append(...coloured(listed.source, listed.links));
      });
      return entry;
    })];
  }

  /** Show the editor. @param {string} [text] what is to be in it */
  async #open(text) {
    // One editor, however often it is asked for before it is there.
    const opening = this.#opening ??= this.#makeEditor();
    try {
      const editor = await opening;
      if (text !== undefined) editor.text = text;
      editor.focus();
    } catch (error) {
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
  }

  async #makeEditor() {
    const source = this.#source;
    if (!source) throw new Error(words.notThere);
    this.#say(words.loading);
    const { code } = this.page.spec;
    const { openEditor } = await import(new URL(code.editor, location.href).href);
    const editor = /** @type {import("../editor.js").Editor} */ (await openEditor(code.pyscript, this.#host, {
      text: source.text, label: words.label,
      run: () => this.#guarded(() => this.#start()), changed: () => this.#say(""),
    }));
    this.#editor = editor;
    this.#own.hidden = this.#about.hidden = this.#edit.hidden = true;
    for (const tool of this.#tools) tool.hidden = false;
    this.#say("");
    this.#guarded(() => this.#listPackages()); // nobody who edits has to wait for them
    return editor;
  }

  async #listPackages() {
    for (const { name, version, summary } of /** @type {Package[]} */ (await fetchedJson(this.page.spec.code.wheels))) {
      this.#packages.append(make("option", { value: name, title: summary }, `${name} ${version}`));
    }
  }

  #ask() {
    const run = button(words.runIt, () => this.#guarded(() => this.#start()));
    const discard = button(words.discard, () => this.#back());
    this.#question.replaceChildren(make("p", {}, words.question), make("div", { className: "row" }, run, discard));
    this.#question.hidden = false;
    this.#run.disabled = true;
    run.focus();
  }

  #answered() {
    this.#question.hidden = true;
    this.#run.disabled = false;
  }

  async #start() {
    const editor = this.#editor;
    if (!editor) return;
    this.#answered();
    editor.mark(null);
    this.#refused = false;
    this.#output.hidden = true;
    this.#output.textContent = "";
    this.#say(words.running);
    const { text } = editor;
    this.page.editing.run(text, await pack(text));
  }

  /** To the page's own code. */
  #back() {
    const { editing } = this.page;
    const edited = editing.source !== "";
    this.#answered();
    editing.carried = "";
    if (edited) editing.restore();
    else this.page.link.follow();
    if (this.#editor && this.#source) {
      this.#editor.text = this.#source.text;
      this.#editor.mark(null);
    }
    this.#output.hidden = true;
    this.#say(words.restored);
  }

  /** @param {Listed} listed */
  async #copy(listed) {
    await this.#open();
    const editor = /** @type {import("../editor.js").Editor} */ (this.#editor);
    const before = editor.text;
    editor.text = withFunction(before, listed);
    this.#say(editor.text === before ? words.defined(listed.name) : words.copied(listed.name));
  }

  /** @param {string} name */
  #addPackage(name) {
    this.#packages.value = "";
    if (!this.#editor || !name) return;
    const line = `await micropip.install("${name}")`;
    if (!this.#editor.text.includes(line)) {
      const future = /^(?:from __future__ import .*\n)*/.exec(this.#editor.text)?.[0] ?? "";
      const rest = this.#editor.text.slice(future.length);
      this.#editor.text = future + ["import micropip", line, rest].join("\n");
    }
    this.#say(words.installs(name));
  }

  async #download() {
    const { spec, editing } = this.page;
    const { source } = editing;
    const text = await editing.script(source);
    const address = URL.createObjectURL(new Blob([text], { type: "text/x-python" }));
    make("a", { href: address, download: `${spec.name}.py` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    this.#say(words.downloaded(spec.name, Boolean(source)));
  }

  /** @param {KernelError} error */
  failed({ message, line, for: kind }) {
    if (!this.#editor && kind !== "script") return;
    if (kind === "code") this.#refused = true;
    this.#say(message, "error");
    this.#editor?.mark(line ?? null);
  }

  computed() {
    if (!this.page.editing.source || this.#refused) return;
    this.#editor?.mark(null);
    this.#say(words.computed);
  }

  /** @param {string} reason */
  stopped(reason) {
    this.#say(words.stopped(reason));
  }

  /** @param {string} text */
  printed(text) {
    this.#output.hidden = false;
    this.#output.append(text);
  }

  /** @param {string} text @param {string} [kind] */
  #say(text, kind = "") {
    this.#message.textContent = text;
    this.#message.dataset.kind = kind;
  }

  /** Tell what goes wrong. @param {() => any} action */
  async #guarded(action) {
    try {
      await action();
    } catch (error) {
      this.#say(/** @type {Error} */ (error).message, "error");
    }
  }
}

/** @param {import("../page.js").DemoPage} page @returns {import("../panels.js").Panel} */
export function panel(page) {
  const code = new CodePanel(page);
  return { title: words.title, beside: true, content: code.content(), shown: () => code.shown() };
}
