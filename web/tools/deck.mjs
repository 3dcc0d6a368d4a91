// Renders one Marp Markdown deck: text on stdin, JSON on stdout.
//
//   node deck.mjs THEME.css... < slides.md
//
// The answer is {css, title, lang, slides: [{html, notes: [text]}]}. Everything that decides what a slide may
// load (frames, images, addresses in CSS) is left to py/sitebuild/deck.py, which reads this answer.

import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { Marp } from "@marp-team/marp-core";
import katex from "@marp-team/marp-core/plugins/katex";

/** Attributes a deck may put on any element; event handlers and srcdoc are not among them. */
const COMMON = { class: true, id: true, lang: true, style: true, title: true };
/** Elements whose address deck.py checks and rewrites. */
const LOADING = {
  iframe: { src: true, width: true, height: true, loading: true, allow: true, allowfullscreen: true },
  img: { src: true },
};
/** Comments that are data for tools and tests, not notes to the speaker. */
const DATA_COMMENT = /^(entry|setup):\s/;

/** Marp's own list of harmless elements, with styles and frames, which decks with demos use freely. */
function allowedHtml() {
  /** @type {Record<string, Record<string, any>>} */
  const allowed = {};
  for (const [tag, attributes] of Object.entries(Marp.html)) {
    allowed[tag] = { ...attributes, ...COMMON };
  }
  for (const [tag, attributes] of Object.entries(LOADING)) {
    allowed[tag] = { ...allowed[tag], ...COMMON, ...attributes };
  }
  return allowed;
}

const marp = new Marp({
  // The page brings its own script, and its policy allows no inline one.
  script: false,
  // Without the SVG wrapper a slide is plain HTML, which is what frames and screen readers cope with best.
  inlineSVG: false,
  slideContainer: { tag: "div", class: "slide" },
  // Marp's default turns emoji into pictures from a CDN.
  emoji: { shortcode: true, unicode: false },
  html: allowedHtml(),
  math: "katex",
}).use(katex({ fontPath: "katex-fonts/" }));

marp.customDirectives.global.title = (value) => (typeof value === "string" ? { title: value } : {});
for (const path of process.argv.slice(2)) marp.themeSet.add(readFileSync(path, "utf8"));

const { html, css, comments } = marp.render(await text(process.stdin), { htmlAsArray: true });
const { title = "", lang = "" } = /** @type {Record<string, string>} */ (marp.lastGlobalDirectives ?? {});
const slides = html.map((slide, index) => ({
  html: slide,
  notes: comments[index].filter((comment) => !DATA_COMMENT.test(comment)),
}));
process.stdout.write(JSON.stringify({ css, title, lang, slides }));
