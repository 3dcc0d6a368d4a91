// The demos in the slides. A frame is loaded when its slide is shown or next, and stays in the page from then on,
// so a demo keeps its state when the lecturer comes back to it.

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
  show.addEventListener("show", () => {
    for (const frame of [...frames(show.current), ...frames(show.slides[show.index + 1])]) {
      if (frame.hasAttribute("src")) continue;
      const address = new URL(frame.dataset.src ?? "", document.baseURI);
      if (theme && !address.searchParams.has("theme")) address.search += `&theme=${theme}`;
      frame.src = address.href;
    }
  });
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
