/**
 * The height at which nothing of this demo scrolls in a frame of a given width: measured, by a frame that nobody sees
 * and whose `resize` messages are followed until the demo asks for no more.
 */
import { make } from "../dom.js";

/** Where the search begins: the shape of a slide. */
const ASPECT = 9 / 16;
const LEAST = 320;
const MOST = 2400;
/**
 * The layout has come to rest when nothing was told for so long, in ms: on a slow machine twice as long as it took to tell
 * of the frame's last height.
 */
const QUIET = 200;
const PATIENCE = 15_000;

/**
 * @typedef {{until: "painted" | "live", signal: AbortSignal}} Measuring how far the demo shall be: with its result it can
 *   need a line more
 */

/**
 * The size of a frame that is drawn smaller on a slide: of the slide's shape, as far as nothing scrolls then.
 *
 * @param {string} address of the demo in a frame
 * @param {{width: number, height: number}} frame at which nothing scrolls
 * @param {number} least width
 * @param {Measuring} measuring
 */
export async function slideSizeFor(address, frame, least, measuring) {
  const sized = async (/** @type {number} */ width) => ({ width, height: await heightFor(address, width, measuring) });
  const from = frame.width < least ? await sized(least) : frame;
  const wide = Math.round(from.height / ASPECT);
  return wide > from.width ? sized(wide) : from;
}

/**
 * @param {string} address of the demo in a frame
 * @param {number} width
 * @param {Measuring} measuring
 * @returns {Promise<number>}
 */
export function heightFor(address, width, { until, signal }) {
  const frame = make("iframe", {
    className: "measuring", title: "", tabIndex: -1, "aria-hidden": "true", src: address, width: String(width),
  });
  let height = Math.max(LEAST, Math.round(width * ASPECT));
  frame.height = String(height - 2); // so that it tells of `height` once it is ready
  return new Promise((resolve, reject) => {
    let wanted = height;
    let ready = false;
    let begun = 0; // when the frame was given a height of which it has not told yet, else 0
    let took = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ let quiet;
    const listening = new AbortController();
    const end = () => {
      clearTimeout(quiet);
      clearTimeout(patience);
      listening.abort();
      frame.remove();
    };
    const patience = setTimeout(() => {
      end();
      reject(new Error("the demo did not say how high it is"));
    }, PATIENCE);
    signal.addEventListener("abort", end, { signal: listening.signal });
    const give = (/** @type {number} */ more) => {
      height = more;
      frame.height = String(height);
      begun = performance.now();
    };
    const look = () => {
      if (wanted > height && height < MOST) return give(Math.min(Math.ceil(wanted), MOST));
      end();
      resolve(height);
    };
    addEventListener("message", ({ data, source }) => {
      if (source !== frame.contentWindow || data?.livedemo !== 1) return;
      clearTimeout(quiet);
      if (!ready && (data.type === until || data.type === "failed")) {
        ready = true;
        give(height);
      }
      if (data.type === "resize") {
        wanted = data.height;
        if (begun && Math.abs(data.within - height) <= 1) { // zoomed pages have parts of pixels
          took = performance.now() - begun;
          begun = 0;
        }
      }
      if (ready && !begun) quiet = setTimeout(look, Math.max(QUIET, 2 * took));
    }, { signal: listening.signal });
    document.body.append(frame);
  });
}
