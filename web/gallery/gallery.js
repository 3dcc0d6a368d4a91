/** The gallery needs no Python: it switches between light and dark, searches titles and texts, and keeps the site offline. */
import { byId } from "../demo/dom.js";
import { initTheme, toggleTheme } from "../demo/theme.js";
import { settle } from "../offline/visitor.js";
import { WholeSite } from "../offline/whole-site.js";
import { general } from "../strings/en.js";

initTheme();
byId("theme").addEventListener("click", toggleTheme);

const search = /** @type {HTMLInputElement} */ (byId("search"));
const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".cards li")]);

function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const card of cards) {
    const section = card.closest("section")?.querySelector("h2")?.textContent ?? "";
    const text = `${section} ${card.textContent}`.toLowerCase();
    card.hidden = !words.every((word) => text.includes(word));
  }
  for (const section of document.querySelectorAll("main section")) {
    /** @type {HTMLElement} */ (section).hidden = !section.querySelector("li:not([hidden])");
  }
  const left = cards.filter((card) => !card.hidden).length;
  byId("found").textContent = words.length ? general.demosFound(left, cards.length) : "";
}

search.addEventListener("input", show);
show(); // a browser may have kept what was typed
settle("./").finally(() => new WholeSite().begin());
