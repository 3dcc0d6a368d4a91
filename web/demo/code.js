/** A text area for Python: coloured, run by a button or Ctrl+Enter, with examples to begin from. */
import { make } from "./dom.js";
import { controls as words } from "../strings/en.js";

const KEYWORDS = "and as assert async await break class continue def del elif else except finally for from global if "
  + "import in is lambda nonlocal not or pass raise return try while with yield True False None";
const TOKENS = new RegExp([
  "(?<comment>#.*)",
  "(?<string>'''[\\s\\S]*?(?:'''|$)|\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'(?:\\\\.|[^'\\\\\\n])*'?|\"(?:\\\\.|[^\"\\\\\\n])*\"?)",
  `(?<keyword>\\b(?:${KEYWORDS.replaceAll(" ", "|")})\\b)`,
  "(?<number>\\b(?:0x[\\da-fA-F_]+|\\d[\\d_]*\\.?[\\d_]*(?:[eE][+-]?\\d+)?j?)\\b)",
].join("|"), "g");

/** Python as coloured text. @param {string} text @returns {(Node | string)[]} */
function coloured(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [""];
    parts.push(text.slice(end, match.index), make("span", { className: kind }, match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end), "\n"]; // the last line is as high when it is empty
}

/** @type {import("./controls.js").Maker} */
export function codeEditor(spec, changed, { stop }) {
  const behind = make("pre", { "aria-hidden": "true" });
  const area = make("textarea", {
    spellcheck: false, autocapitalize: "off", rows: 7, "aria-label": spec.label, maxLength: spec.most, wrap: "off",
  });
  const paint = () => behind.replaceChildren(...coloured(area.value));
  const run = make("button", { type: "button", title: "Ctrl+Enter" }, words.run);
  const halt = make("button", { type: "button" }, words.stop);
  const examples = make("select", { "aria-label": words.examples }, make("option", { value: "" }, words.chooseExample),
    ...Object.keys(spec.examples ?? {}).map((name) => make("option", { value: name }, name)));
  run.addEventListener("click", () => changed(area.value));
  halt.addEventListener("click", stop);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) changed(area.value);
  });
  area.addEventListener("input", paint);
  area.addEventListener("scroll", () => behind.scrollTo(area.scrollLeft, area.scrollTop));
  examples.addEventListener("change", () => {
    area.value = spec.examples?.[examples.value] ?? area.value;
    examples.value = "";
    paint();
    changed(area.value);
  });
  /** What the state held when it was last shown: what is being typed stays while other controls change. */
  let shown = "";
  return {
    element: make("fieldset", { className: "control code" }, make("legend", {}, spec.label),
      make("div", { className: "editor" }, behind, area), make("div", { className: "options" }, run, halt, examples)),
    show(value) {
      if (value === shown) return;
      shown = area.value = value;
      paint();
    },
  };
}
