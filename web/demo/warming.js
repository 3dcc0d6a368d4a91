/**
 * BokehJS compiled for the next visit. Chromium keeps the compiled code of a script that runs for the second time, which
 * takes longer than to run it: that is done when there is time, and not on a second visit, where somebody waits for a figure.
 */
import { byId, make } from "./dom.js";
import { whenIdle } from "./visibility.js";

/** Other browsers keep it by rules of their own. */
const useful = () => "userAgentData" in navigator;

/** Run BokehJS once more, in a frame that nobody sees; resolved when that is done. */
export async function warm() {
  if (!useful()) return;
  await new Promise((resolve) => whenIdle(() => resolve(undefined)));
  const { src } = byId("bokeh");
  const frame = make("iframe", { hidden: true, title: "" });
  document.body.append(frame);
  const script = make("script", { src });
  await new Promise((resolve) => {
    script.onload = script.onerror = resolve;
    /** @type {Document} */ (frame.contentDocument).head.append(script);
  });
  frame.remove();
}
