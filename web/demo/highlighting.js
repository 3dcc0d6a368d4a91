/** Python as coloured text. */
import { make } from "./dom.js";

const KEYWORDS = "and as assert async await break class continue def del elif else except finally for from global if "
  + "import in is lambda nonlocal not or pass raise return try while with yield True False None";
const TOKENS = new RegExp([
  "(?<comment>#.*)",
  "(?<string>'''[\\s\\S]*?(?:'''|$)|\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'(?:\\\\.|[^'\\\\\\n])*'?|\"(?:\\\\.|[^\"\\\\\\n])*\"?)",
  `(?<keyword>\\b(?:${KEYWORDS.replaceAll(" ", "|")})\\b)`,
  "(?<number>\\b(?:0x[\\da-fA-F_]+|\\d[\\d_]*\\.?[\\d_]*(?:[eE][+-]?\\d+)?j?)\\b)",
  "(?<name>\\b[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)",
].join("|"), "g");

/**
 * @param {string} text
 * @param {Record<string, string>} [links] addresses of documentation by dotted names
 * @returns {(Node | string)[]}
 */
export function coloured(text, links = {}) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [""];
    parts.push(text.slice(end, match.index));
    if (kind === "name") parts.push(...linked(match[0], links));
    else parts.push(make("span", { className: kind }, match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end), "\n"]; // the last line is as high when it is empty
}

/** A dotted name, as much of it linked as is documented. @param {string} name @param {Record<string, string>} links */
function linked(name, links) {
  for (let known = name; known; known = known.slice(0, Math.max(known.lastIndexOf("."), 0))) {
    if (!Object.hasOwn(links, known)) continue;
    const link = make("a", { href: links[known], target: "_blank", rel: "noopener" }, known);
    return [link, name.slice(known.length)];
  }
  return [name];
}
