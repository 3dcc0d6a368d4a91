// Presents the slides of this page. Without this script they stand one under the other, with links to demos.

import { linkToDemo, listenToFrames, loadFramesInTime, loadPicturesInTime } from "./frames.js";
import { listenToKeys, listenToSwipes } from "./input.js";
import { makeOverview } from "./overview.js";
import { element, followShow, showHelp, toggleNotes, watchIdleness } from "./panels.js";
import { makePresenter, openPresenter } from "./presenter.js";
import { Slideshow } from "./slideshow.js";
import { fitSlides } from "./stage.js";
import { keepAlike } from "./sync.js";

const page = document.documentElement;
const asked = new URLSearchParams(location.search);
const theme = asked.get("theme");
if (theme === "light" || theme === "dark") page.dataset.theme = theme;

/** Milliseconds after which the first slides have what they need. */
const SETTLING = 8000;

const root = element("deck", HTMLElement);
const bar = element("bar", HTMLElement);
const show = new Slideshow(root);
const overview = makeOverview(show);

/** @type {Record<import("./input.js").Command, () => void>} */
const commands = {
  next: () => show.turn(1),
  previous: () => show.turn(-1),
  first: () => show.show(0),
  last: () => show.show(show.slides.length - 1),
  overview: () => overview(),
  notes: toggleNotes,
  presenter: openPresenter,
  contrast: () => page.toggleAttribute("data-contrast"),
  fullscreen: toggleFullScreen,
  help: showHelp,
  leave: () => overview(false),
};
function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.fullscreenEnabled) page.requestFullscreen();
}

/** @param {import("./input.js").Command} command */
const run = (command) => commands[command]();

bar.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-do]");
  const name = /** @type {import("./input.js").Command | null} */ (button?.getAttribute("data-do") ?? null);
  if (name) run(name);
});

if (asked.has("presenter")) makePresenter(show);
followShow(show);
loadPicturesInTime(show);
loadFramesInTime(show, page.dataset.theme);
listenToFrames(show);
linkToDemo(show, element("open-demo", HTMLAnchorElement));
listenToKeys(run);
listenToSwipes(root, run);
watchIdleness();

bar.hidden = false;
page.classList.add("presenting");
fitSlides(root, /** @type {HTMLElement} */ (show.slides[0].querySelector("section")));
show.show(show.indexOfHash(), false);
keepAlike(show);
// What a page does for its next visits; a deck that was built by itself has no script for that.
if ("inSite" in page.dataset) {
  setTimeout(async () => {
    const script = new URL("../offline/visitor.js", import.meta.url).href;
    await import(script).then(({ settle }) => settle("../")).catch(() => {});
  }, SETTLING);
}
