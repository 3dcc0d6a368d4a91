/** Whether anybody can see the page: its tab is in front and, in a frame, the frame is on the screen. */

/** Call back when the browser has nothing better to do. @param {() => void} callback */
export function whenIdle(callback) {
  if ("requestIdleCallback" in window) requestIdleCallback(callback, { timeout: 5000 });
  else setTimeout(callback, 1000);
}

/**
 * @param {(visible: boolean) => void} changed
 * @param {() => void} gone the page is left for good
 */
export function watchVisibility(changed, gone) {
  let visible = true;
  let onScreen = true;
  const update = (/** @type {boolean} */ now) => {
    if (now !== visible) changed(visible = now);
  };
  document.addEventListener("visibilitychange", () => update(!document.hidden && onScreen));
  new IntersectionObserver(([entry]) => {
    onScreen = entry.isIntersecting;
    update(!document.hidden && onScreen);
  }).observe(document.documentElement);
  addEventListener("pagehide", ({ persisted }) => (persisted ? update(false) : gone()));
  addEventListener("pageshow", ({ persisted }) => persisted && update(true));
}
