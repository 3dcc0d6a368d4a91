// The presenter view: the slide, the next one, the notes, and how long it has been.

import { element } from "./panels.js";

const START = "livedemo-deck-start";

/** Open the presenter view of this deck in a window of its own. */
export function openPresenter() {
  const address = new URL(location.href);
  address.search = "?presenter";
  window.open(address, "livedemo-presenter", "popup,width=1200,height=760");
}

/**
 * Make this window the presenter view.
 * @param {import("./slideshow.js").Slideshow} show
 */
export function makePresenter(show) {
  document.documentElement.classList.add("presenter");
  element("notes", HTMLElement).hidden = false;
  element("clock", HTMLElement).hidden = false;
  show.addEventListener("show", () => {
    show.slides.forEach((slide, i) => slide.classList.toggle("upcoming", i === show.index + 1));
  });
  keepTime(element("elapsed", HTMLElement), element("now", HTMLElement), element("restart", HTMLButtonElement));
}

/**
 * @param {HTMLElement} elapsed since the talk began, also over a reload
 * @param {HTMLElement} now
 * @param {HTMLButtonElement} restart
 */
function keepTime(elapsed, now, restart) {
  let start = Number(sessionStorage.getItem(START)) || Date.now();
  const begin = (/** @type {number} */ at) => {
    start = at;
    sessionStorage.setItem(START, String(at));
    tick();
  };
  const two = (/** @type {number} */ value) => String(Math.floor(value)).padStart(2, "0");
  function tick() {
    const seconds = (Date.now() - start) / 1000;
    elapsed.textContent = `${two(seconds / 60)}:${two(seconds % 60)}`;
    now.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
  restart.addEventListener("click", () => begin(Date.now()));
  begin(start);
  setInterval(tick, 1000);
}
