/** Choose a sample, or open one's own image: by dialog, drop or paste. */
import { OWN_IMAGE } from "./state.js";
import { make } from "./dom.js";
import { image as words } from "../strings/en.js";

/** A size that a person can compare. @param {number} bytes */
const sized = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Before the id of an image in the value of an option that opens it. */
const KEPT = "kept:";

/** @type {import("./controls.js").Maker} */
export function imageInput(spec, changed, { demo, own: images }) {
  const options = (spec.samples ?? []).map((name) => make("option", { value: name }, demo.samples[name].title));
  const own = make("option", { value: OWN_IMAGE, hidden: true }, words.yours);
  const keptOnes = make("optgroup", { label: words.kept });
  const box = make("select", { "aria-label": spec.label }, ...options, own);
  let value = "";
  /** @type {import("./own-list.js").Listed[]} */ let kept = [];
  box.addEventListener("change", async () => {
    if (!box.value.startsWith(KEPT)) return changed(box.value);
    const wanted = kept.find(({ id }) => KEPT + id === box.value);
    box.value = value; // until it has been read
    await images().openKept(spec.name, wanted);
  });

  const file = make("input", {
    type: "file", accept: "image/*,.tif,.tiff,.npy", "aria-label": words.file, className: "visually-hidden", tabIndex: -1,
  });
  const open = make("button", { type: "button", title: words.kinds }, words.open);
  open.addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) images().open(spec.name, chosen, chosen.name);
    file.value = ""; // so that the same file can be opened again
  });

  const frame = make("input", { type: "number", min: 1, value: 1, inputMode: "numeric" });
  const pages = make("label", { className: "frames", hidden: true }, words.frame, frame, make("span"));
  frame.addEventListener("change", () => {
    const wanted = Math.min(Math.max(Math.round(frame.valueAsNumber) || 1, 1), Number(frame.max));
    frame.value = String(wanted);
    images().choose(spec.name, wanted - 1);
  });

  const notes = make("p", { className: "notes", hidden: true });
  const more = ownImage(spec, box, images);
  return {
    element: make("div", { className: "control image" },
      make("span", { className: "control-label", "aria-hidden": "true" }, spec.label),
      make("div", { className: "row" }, box, open, file), pages, notes, more.element),
    show(now) {
      value = box.value = now;
      box.title = demo.samples[value]?.description ?? "";
      const isOwn = value === OWN_IMAGE;
      pages.hidden = !isOwn || Number(frame.max) < 2;
      notes.hidden = more.element.hidden = !isOwn || !notes.textContent;
    },
    /** What Python says of the opened file. @param {any} image */
    describe(image) {
      own.hidden = false;
      own.textContent = image.name;
      frame.max = String(image.frames);
      frame.value = String(image.frame + 1);
      /** @type {HTMLElement} */ (pages.querySelector("span")).textContent = words.ofFrames(image.frames);
      const [rows, columns] = image.shape;
      notes.textContent = [`${columns} × ${rows} px, ${image.dtype}, ${sized(image.size)}`, ...image.notes].join("; ");
      more.fill();
    },
    list(others, open) {
      kept = others;
      keptOnes.replaceChildren(...kept.map(({ id, name, size }) =>
        make("option", { value: KEPT + id }, `${name}, ${sized(size)}`)));
      if (kept.length) box.append(keptOnes);
      else keptOnes.remove();
      own.hidden = !open;
      if (!open) notes.textContent = "";
      more.keep.checked = Boolean(open?.id);
    },
  };
}

/**
 * What can be done with an image that a person has opened.
 * @param {ControlSpec} spec
 * @param {HTMLElement} box where another image is chosen
 * @param {import("./controls.js").Context["own"]} images
 */
function ownImage({ name, label }, box, images) {
  const use = make("select", { "aria-label": words.useLabel(label), className: "use" }, make("option", { value: "" }, words.use));
  const keep = make("input", { type: "checkbox", role: "switch", "aria-label": words.keepLabel });
  const forget = make("button", { type: "button", "aria-label": words.forgetLabel(label) }, words.forget);
  /** @type {import("./own-images.js").Target[]} */ let targets = [];
  use.addEventListener("change", () => {
    const target = targets.find((demo) => demo.name === use.value);
    use.value = "";
    if (target) images().use(name, target);
  });
  keep.addEventListener("change", () => images().keep(name, keep.checked));
  forget.addEventListener("click", async () => {
    await images().forget(name);
    if (!forget.offsetParent) box.focus(); // the button has gone
  });
  return {
    keep,
    element: make("div", { className: "row own", hidden: true }, use,
      make("label", { className: "toggle", title: words.keepTitle }, keep, make("span", {}, words.keep)), forget),
    /** Which demos there are is asked when there is an image to take to them. */
    async fill() {
      targets = targets.length ? targets : await images().targets().catch(() => []);
      use.hidden = !targets.length;
      use.append(...targets.slice(use.options.length - 1).map((demo) => make("option", { value: demo.name }, demo.title)));
    },
  };
}

/**
 * Take files that are dropped onto the page or pasted into it.
 * @param {(file: File, name: string) => void} open
 */
export function takeFiles(open) {
  const target = document.documentElement;
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  target.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    target.classList.add("dropping");
  });
  for (const type of ["dragleave", "drop", "dragend"]) {
    target.addEventListener(type, () => target.classList.remove("dropping"));
  }
  target.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) open(file, file.name);
  });
  document.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    open(file, file.name || words.pasted);
  });
}
