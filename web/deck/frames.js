// The demos in the slides. A frame is loaded when its slide is shown or next. Those needed last stay; others are unloaded,
// or a whole lecture would fill the memory of a small computer. Either way a demo is found again as it was left: it notes
// its state in the name of its frame (web/demo/reopened.js).

/** As many demos stay loaded: that of the slide, the next one, and the one before it, so that nobody waits. */
const MOST = 3;

/** @param {HTMLElement | undefined} slide */
function frames(slide) {
  return /** @type {HTMLIFrameElement[]} */ ([...(slide?.querySelectorAll("iframe[data-src]") ?? [])]);
}

/**
 * Has the pictures of a slide there before it is shown; those of all slides would be megabytes.
 * @param {import("./slideshow.js").Slideshow} show
 */
export function loadPicturesInTime(show) {
  show.addEventListener("show", () => {
    for (const slide of [show.current, show.slides[show.index + 1]]) {
      for (const picture of slide?.querySelectorAll("img:not(.demo-poster)") ?? []) {
        /** @type {HTMLImageElement} */ (picture).loading = "eager";
      }
    }
  });
}

/**
 * @param {import("./slideshow.js").Slideshow} show
 * @param {string | undefined} theme "light" or "dark" where the deck's address forces one; a frame's own wins.
 */
export function loadFramesInTime(show, theme) {
  /** The frames with a demo, the one that was needed last at the end. @type {Set<HTMLIFrameElement>} */
  const loaded = new Set();

  const load = (/** @type {HTMLIFrameElement} */ frame) => {
    const address = new URL(frame.dataset.src ?? "", document.baseURI);
    if (theme && !address.searchParams.has("theme")) address.search += `&theme=${theme}`;
    if (frame.hasAttribute("src")) frame.contentWindow?.location.replace(address.href); // leaves nothing in the history
    else frame.src = address.href;
  };

  show.addEventListener("show", () => {
    for (const frame of [...frames(show.slides[show.index + 1]), ...frames(show.current)]) {
      if (!loaded.delete(frame)) load(frame);
      loaded.add(frame);
    }
    for (const frame of [...loaded].slice(0, -MOST)) {
      if (cannotComeBack(frame)) continue;
      loaded.delete(frame);
      frame.contentWindow?.location.replace("about:blank");
    }
  });
}

/**
 * Whether a demo has an image that the lecturer opened. Everything else is in its state, with which it opens again.
 * @param {HTMLIFrameElement} frame
 */
function cannotComeBack({ contentDocument }) {
  return contentDocument?.documentElement.hasAttribute("data-own-image") ?? true;
}

/**
 * Turns the slide when a demo reports an arrow or page key that none of its controls used (postMessage
 * version 1).
 * @param {import("./slideshow.js").Slideshow} show
 */
export function listenToFrames(show) {
  addEventListener("message", (event) => {
    const { livedemo, type, direction } = Object(event.data);
    if (livedemo !== 1 || type !== "navigate" || event.origin !== location.origin) return;
    const steps = new Map([["next", 1], ["previous", -1]]);
    const isCurrent = frames(show.current).some((frame) => frame.contentWindow === event.source);
    if (isCurrent && steps.has(direction)) show.turn(steps.get(direction) ?? 0);
  });
}

/**
 * Keeps the bar's link at the demo of the current slide.
 * @param {import("./slideshow.js").Slideshow} show
 * @param {HTMLAnchorElement} link
 */
export function linkToDemo(show, link) {
  show.addEventListener("show", () => {
    const demo = show.current.querySelector("a.demo-link");
    link.hidden = !demo;
    if (demo instanceof HTMLAnchorElement) link.href = demo.href;
  });
}
