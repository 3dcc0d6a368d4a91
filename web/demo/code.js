/**
 * Python that a person types, run by a button or Ctrl+Enter, with examples to begin from. A page begins with plain coloured
 * text; who begins to type gets PyScript's editor, which is loaded then.
 */
import { make } from "./dom.js";
import { coloured } from "./highlighting.js";
import { trust } from "./trust.js";
import { controls as words } from "../strings/en.js";

/** @type {import("./controls.js").Maker} */
export function codeEditor(spec, changed, { stop, demo }) {
  const behind = make("pre", { "aria-hidden": "true" });
  const area = make("textarea", {
    spellcheck: false, autocapitalize: "off", rows: 7, "aria-label": spec.label, maxLength: spec.most, wrap: "off",
  });
  const plain = make("div", { className: "editor" }, behind, area);
  const host = make("div", { className: "editor-host", hidden: true });
  const leave = make("p", { className: "notes", hidden: true }, words.leaveEditor);
  const question = make("p", { className: "question", hidden: true },
    words.carriesCode);
  const run = make("button", { type: "button", title: "Ctrl+Enter" }, words.run);
  const halt = make("button", { type: "button" }, words.stop);
  const examples = make("select", { "aria-label": words.examples }, make("option", { value: "" }, words.chooseExample),
    ...Object.keys(spec.examples ?? {}).map((name) => make("option", { value: name }, name)));
  /** @type {import("./editor.js").Editor | undefined} */ let editor;
  /** @type {Promise<void> | undefined} */ let opening;
  /** What the state held when it was last shown: what is being typed stays while other controls change. */
  let shown = "";

  const paint = () => behind.replaceChildren(...coloured(area.value));
  const text = () => editor?.text ?? area.value;
  /** @param {string} next */
  function put(next) {
    area.value = next;
    if (editor) editor.text = next;
    paint();
  }
  function start() {
    question.hidden = true;
    trust(text());
    shown = text();
    changed(shown);
  }
  async function open() {
    const { openEditor } = await import(new URL(demo.code.editor, location.href).href);
    host.hidden = false;
    const made = await openEditor(demo.code.pyscript, host, { text: area.value, label: spec.label, run: start });
    made.text = area.value; // what was typed meanwhile
    editor = made;
    plain.remove();
    leave.hidden = false;
    if (document.activeElement !== document.body && !host.contains(document.activeElement)) return;
    made.focus();
    host.scrollIntoView({ block: "nearest" });
  }

  run.addEventListener("click", start);
  halt.addEventListener("click", stop);
  area.addEventListener("focus", () => {
    opening ??= open().catch(() => {
      host.hidden = true;
      opening = undefined; // the plain text does as well, and it is tried again
    });
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) start();
  });
  area.addEventListener("input", paint);
  area.addEventListener("scroll", () => behind.scrollTo(area.scrollLeft, area.scrollTop));
  examples.addEventListener("change", () => {
    put(spec.examples?.[examples.value] ?? text());
    examples.value = "";
    start();
  });
  return {
    element: make("fieldset", { className: "control code" }, make("legend", {}, spec.label), question,
      plain, host, leave, make("div", { className: "options" }, run, halt, examples)),
    show(value, keepTyped) {
      if (value === shown) return;
      shown = value;
      if (!keepTyped) put(value);
    },
    offer(code) {
      put(code);
      question.hidden = false;
    },
  };
}
