/** Choose a sample, or open one's own image: by dialog, drop or paste. */
import { OWN_IMAGE } from "./state.js";
import { make } from "./dom.js";

/** @type {import("./controls.js").Maker} */
export function imageInput(spec, changed, { demo, openImage, chooseFrame }) {
  const options = (spec.samples ?? []).map((name) => make("option", { value: name }, demo.samples[name].title));
  const own = make("option", { value: OWN_IMAGE, hidden: true }, "your image");
  const box = make("select", { "aria-label": spec.label }, ...options, own);
  box.addEventListener("change", () => changed(box.value));

  const file = make("input", {
    type: "file", accept: "image/*,.tif,.tiff,.npy", "aria-label": "Open an image file", className: "visually-hidden", tabIndex: -1,
  });
  const open = make("button", { type: "button", title: "PNG, TIFF, JPEG or NPY; dropping and pasting work too" }, "Open…");
  open.addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) openImage(spec.name, chosen, chosen.name);
    file.value = ""; // so that the same file can be opened again
  });

  const frame = make("input", { type: "number", min: 1, value: 1, inputMode: "numeric" });
  const pages = make("label", { className: "frames", hidden: true }, "Frame ", frame, make("span"));
  frame.addEventListener("change", () => {
    const wanted = Math.min(Math.max(Math.round(frame.valueAsNumber) || 1, 1), Number(frame.max));
    frame.value = String(wanted);
    chooseFrame(spec.name, wanted - 1);
  });

  const notes = make("p", { className: "notes", hidden: true });
  return {
    element: make("div", { className: "control image" },
      make("span", { className: "control-label", "aria-hidden": "true" }, spec.label),
      make("div", { className: "row" }, box, open, file), pages, notes),
    show(value) {
      box.value = value;
      box.title = demo.samples[value]?.description ?? "";
      const isOwn = value === OWN_IMAGE;
      pages.hidden = !isOwn || Number(frame.max) < 2;
      notes.hidden = !isOwn || !notes.textContent;
    },
    /** What Python says of the opened file. @param {any} image */
    describe(image) {
      own.hidden = false;
      own.textContent = image.name;
      frame.max = String(image.frames);
      frame.value = String(image.frame + 1);
      /** @type {HTMLElement} */ (pages.querySelector("span")).textContent = ` of ${image.frames}`;
      const [rows, columns] = image.shape;
      notes.textContent = [`${columns} × ${rows} px, ${image.dtype}`, ...image.notes].join("; ");
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
    open(file, file.name || "pasted image");
  });
}
