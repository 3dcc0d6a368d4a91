/**
 * PyScript's editor (CodeMirror, for Python) in a page of ours; a script of its own, loaded when somebody edits.
 *
 * PyScript makes the editor of a `<script type="py-editor">`, and lets a page say how code is run (`handleEvent`). Its own
 * way needs a worker from a blob address, which our content security policy refuses, and a second Python; ours is
 * running already.
 *
 * @typedef {object} Editor
 * @property {string} text
 * @property {(line: number | null) => void} mark show the line with an error
 * @property {() => void} focus
 * @property {HTMLElement} element
 */
import { make } from "./dom.js";

/** Our colours for those that CodeMirror's own style has. @type {Record<string, string>} */
const COLOURS = {
  "#708": "var(--accent)", "#404740": "var(--quiet)", "#219": "var(--accent)", "#164": "var(--number)", "#a11": "var(--string)",
  "#e40": "var(--string)", "#00f": "var(--text)", "#30a": "var(--text)", "#085": "var(--text)", "#167": "var(--text)",
  "#256": "var(--text)", "#00c": "var(--text)", "#940": "var(--quiet)", "#f00": "var(--bad)",
};

/**
 * @param {string} address of PyScript's core
 * @param {HTMLElement} host an element of the page, in which the editor comes to be
 * @param {{text: string, label: string, run: () => void, changed?: () => void}} options
 * @returns {Promise<Editor>}
 */
export async function openEditor(address, host, { text, label, run, changed }) {
  const script = /** @type {any} */ (make("script", { type: "py-editor", textContent: text }));
  const made = new Promise((resolve) => script.addEventListener("py-editor", resolve, { once: true }));
  host.append(script);
  const { codemirror } = await import(new URL(address, location.href).href);
  const [state, view, language] = await Promise.all([codemirror.state, codemirror.view, codemirror.language]);
  await made;
  script.handleEvent = () => {
    run();
    return false; // PyScript does no more
  };
  const box = script.target.querySelector(".py-editor-input");
  box.removeAttribute("aria-label"); // of a box without a role
  box.querySelector("button").hidden = true; // ours are below
  const inside = [...box.children].find((/** @type {Element} */ child) => child.shadowRoot);
  const editor = view.EditorView.findFromDOM(inside.shadowRoot.querySelector(".cm-editor"));
  const { marks, setMark } = lineMark(state, view);
  editor.dispatch({
    effects: state.StateEffect.appendConfig.of([
      marks, theme(view), highlighting(language),
      view.EditorView.contentAttributes.of({ "aria-label": label }),
      view.EditorView.updateListener.of((/** @type {any} */ update) => update.docChanged && changed?.()),
    ]),
  });
  const whole = () => editor.state.doc.toString();
  const setText = (/** @type {string} */ next) => {
    if (next !== whole()) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: next } });
  };
  setText(text); // PyScript takes blank lines off its ends
  return {
    get text() { return whole(); },
    set text(next) { setText(next); },
    mark(line) {
      const last = editor.state.doc.lines;
      const place = line === null ? null : editor.state.doc.line(Math.min(Math.max(line, 1), last)).from;
      editor.dispatch({
        effects: [setMark.of(place), ...(place === null ? [] : [view.EditorView.scrollIntoView(place, { y: "center" })])],
      });
    },
    focus: () => editor.focus(),
    element: editor.contentDOM,
  };
}

/** @param {any} state @param {any} view */
function lineMark({ StateEffect, StateField }, { Decoration, EditorView }) {
  const setMark = StateEffect.define();
  const line = Decoration.line({ class: "cm-wrong" });
  const marks = StateField.define({
    create: () => Decoration.none,
    update(/** @type {any} */ shown, /** @type {any} */ change) {
      let next = change.docChanged ? Decoration.none : shown; // what is being mended is wrong no more
      for (const effect of change.effects) {
        if (effect.is(setMark)) next = effect.value === null ? Decoration.none : Decoration.set([line.range(effect.value)]);
      }
      return next;
    },
    provide: (/** @type {any} */ field) => EditorView.decorations.from(field),
  });
  return { marks, setMark };
}

/** The page's own colours reach into PyScript's shadow tree as custom properties. @param {any} view */
const theme = ({ EditorView }) => EditorView.theme({
  "&": {
    color: "var(--text)", backgroundColor: "var(--surface)", border: "1px solid var(--line)", borderRadius: "8px",
    fontSize: "14px", maxHeight: "var(--editor-height, 60dvh)",
  },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { font: "14px/1.5 ui-monospace, monospace", overflow: "auto", borderRadius: "7px" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": {
    color: "var(--quiet)", backgroundColor: "var(--page)", borderRight: "1px solid color-mix(in srgb, var(--line) 40%, transparent)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 9%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 30%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--string) 30%, transparent)" },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "color-mix(in srgb, var(--bad) 30%, transparent)" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--number) 22%, transparent)" },
  ".cm-foldPlaceholder": { color: "var(--text)", backgroundColor: "var(--page)", borderColor: "var(--line)" },
  ".cm-panels, .cm-tooltip": { color: "var(--text)", backgroundColor: "var(--surface)", borderColor: "var(--line)" },
  ".cm-textfield, .cm-button": { color: "var(--text)", background: "var(--surface)", fontSize: "14px" },
  ".cm-wrong": { backgroundColor: "color-mix(in srgb, var(--bad) 10%, transparent)", boxShadow: "inset 3px 0 var(--bad)" },
});

/** @param {any} language */
function highlighting({ HighlightStyle, defaultHighlightStyle, syntaxHighlighting }) {
  const specs = defaultHighlightStyle.specs.map((/** @type {any} */ spec) =>
    spec.color ? { ...spec, color: COLOURS[spec.color] ?? "var(--text)" } : spec);
  return syntaxHighlighting(HighlightStyle.define(specs));
}
