/** Entry point of a demo's page. */
import { complaintsAbout } from "./allowed.js";
import { byId } from "./dom.js";
import { listenToParent, passKeysOn, tellHeight } from "./embed-api.js";
import { exported } from "./exporting.js";
import { fetched, fetchedJson } from "./fetching.js";
import { DemoPage } from "./page.js";
import { Panels } from "./panels.js";
import { setStage } from "./stage.js";
import { toggleTheme } from "./theme.js";
import { whenIdle } from "./visibility.js";
import { visit } from "./visiting.js";
import { general as words } from "../strings/en.js";

setStage("shell");

/** @type {DemoSpec} */
const spec = JSON.parse(byId("demo").textContent ?? "");
const page = new DemoPage(spec);
document.documentElement.classList.add("built"); // the controls are there
const panels = new Panels(page);

/**
 * The image of an array as the build compressed it.
 * @param {any} first
 * @returns {(name: string) => Promise<NamedImage>}
 */
const imageLoader = (first) => async (name) => {
  const { file, shape, limits, exact } = first.images[name];
  const bitmap = await createImageBitmap(await (await fetched(file)).blob(), {
    premultiplyAlpha: "none", colorSpaceConversion: "none",
  });
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(bitmap, 0, 0);
  return { shape, limits, exact, data: context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer };
};

/** @param {any} array */
const decode = ({ shape, dtype, base64 }) =>
  ({ shape, dtype, data: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer });

async function paint() {
  const first = await fetchedJson(spec.first);
  first.arrays = Object.fromEntries(Object.entries(first.arrays).map(([name, array]) => [name, decode(array)]));
  await page.paint(first, imageLoader(first));
}

byId("theme").addEventListener("click", toggleTheme);
listenToParent({
  spec,
  getState: () => page.state,
  async setState(values, origin) {
    const complaints = complaintsAbout(spec.controls, values);
    if (complaints.length) throw new Error(complaints.join("; "));
    if (origin !== location.origin && page.editing.withhold(values)) {
      throw new Error("code of a page of another origin runs when the reader has agreed: they are asked now");
    }
    const done = page.settled();
    page.set(values);
    if (!page.kernel.busy) page.compute();
    return done;
  },
  async reset() {
    const done = page.settled();
    page.reset();
    if (!page.kernel.busy) page.compute();
    return done;
  },
  getArrays: () => page.figures.arrays,
  hasOwnImage: () => page.own.any,
  export: (format) => exported(format, page.figures, page.tables),
}, () => page.summary);
passKeysOn();

if (document.documentElement.classList.contains("embed")) {
  // Where the controls scroll, the page would like to be higher by what they hide.
  const panel = byId("panel");
  const tell = () => tellHeight(document.documentElement.scrollHeight + panel.scrollHeight - panel.clientHeight);
  const observer = new ResizeObserver(tell);
  for (const part of [document.body, byId("controls"), byId("below")]) observer.observe(part);
  // Another height may change nothing of that. The first frame after it lays out, the second one draws.
  addEventListener("resize", () => requestAnimationFrame(() => requestAnimationFrame(tell)));
}

page.start();
page.editing.ask = () => panels.show("code");
page.editing.offer();
page.keeping.done.then(() => whenIdle(() => visit("../../", spec.name)));
paint().catch((error) => page.fail(words.notDrawn(error.message), () => location.reload()));
