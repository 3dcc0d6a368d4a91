/**
 * All that it takes to repeat a result, as one ZIP: figure, arrays, tables, parameters, versions, and what to cite.
 * Only panels import this, so that a page does not load it when it starts.
 */
import { strToU8, zipSync } from "fflate";
import { toCsv } from "./arrays.js";
import { write } from "./display-settings.js";
import { npy } from "./npy.js";
import { OWN_IMAGE, toHash } from "./state.js";
import { citation, none, papers, readme } from "../strings/en-results.js";

/**
 * @param {import("./page.js").DemoPage} page
 * @param {{image?: boolean}} [options] image: with the pixels of the person's own images
 * @returns {Promise<{name: string, data: Uint8Array<ArrayBuffer>}>}
 */
export async function resultsZip(page, { image = false } = {}) {
  const { spec, figures, last } = page;
  if (!last || !figures.arrays) throw new Error(none);
  const date = new Date();
  const own = ownControls(page);
  /** @type {Record<string, Uint8Array>} */ const files = { "figure.png": new Uint8Array(await figures.toPng()) };
  const arrays = savedArrays(page, image);
  for (const [name, array] of arrays) files[`arrays/${name}.npy`] = npy(array);
  for (const sheet of sheets(spec.panels)) {
    files[`tables/${sheet.name}.csv`] = strToU8(toCsv(sheet.columns ?? [], figures.arrays, figures.units, sheet.names));
  }
  for (const [control, { file, name }] of image ? own : []) {
    files[`images/${control}-${name.replace(/[^\p{L}\p{N}._ -]/gu, "_")}`] = new Uint8Array(await file.arrayBuffer());
  }
  const parameters = {
    demo: spec.name, title: spec.title, date: date.toISOString(), address: address(page, last.state), summary: last.summary,
    state: last.state, display: page.displays.settings, images: await sources(page, last.state),
    arrays: Object.fromEntries(arrays.map(([name, { shape, dtype }]) => [name, { shape, dtype }])),
    units: last.units, pixel: last.pixel,
    computed: { by: last.backend, chosen: page.backend.value, milliseconds: Number(last.ms.toFixed(1)), browser: navigator.userAgent },
    build: spec.build, versions: await versions(spec),
  };
  files["parameters.json"] = strToU8(`${JSON.stringify(parameters, null, 1)}\n`);
  const told = { ...parameters, by: last.backend };
  const used = Object.entries(parameters.versions).map(([name, version]) => `${name} ${version}`);
  const names = Object.keys(files);
  files["README.txt"] = strToU8(readme(told, names, names.find((name) => name.endsWith(".npy")) ?? "", used, own.length > 0 && !image));
  files["CITATION.txt"] = strToU8(citation(told, references(), spec.packages.flatMap((name) => papers[name] ?? [])));
  return { name: `${spec.name}-results.zip`, data: zipSync(files, { mtime: date }) };
}

/** The controls that show a person's own image, with it. @param {import("./page.js").DemoPage} page */
export const ownControls = ({ spec, own, last }) => spec.controls.flatMap(({ kind, name }) => {
  const image = own.get(name);
  return kind === "image" && image && last?.state[name] === OWN_IMAGE ? [/** @type {const} */ ([name, image])] : [];
});

/**
 * The arrays to save; an own image, as it was used, only at the person's wish.
 * @param {import("./page.js").DemoPage} page
 * @param {boolean} image
 */
export function savedArrays(page, image) {
  const own = image ? [] : ownControls(page).map(([name]) => name);
  return Object.entries(page.figures.arrays).filter(([name]) => !own.includes(name));
}

/** Every table of a demo. @param {PanelSpec[]} panels */
export const sheets = (panels) =>
  panels.filter(({ kind }) => kind === "table").flatMap((panel) => [panel, ...(panel.instead ?? [])]);

/** @param {import("./page.js").DemoPage} page @param {State} state */
function address({ spec, displays }, state) {
  const url = new URL(location.pathname, location.href);
  url.hash = toHash(spec.controls, state, write(displays.settings));
  return url.href;
}

/** Where each image came from. @param {import("./page.js").DemoPage} page @param {State} state */
async function sources({ spec, own }, state) {
  const images = spec.controls.filter(({ kind }) => kind === "image");
  return Object.fromEntries(await Promise.all(images.map(async ({ name }) => {
    const image = own.get(name);
    if (state[name] !== OWN_IMAGE || !image) return [name, { sample: state[name], title: spec.samples[state[name]]?.title }];
    const { shape, original, dtype, notes } = image.about;
    return [name, {
      file: image.name, bytes: image.file.size, sha256: await digest(image.file), frame: image.frame + 1, shape, original, dtype, notes,
    }];
  })));
}

/** @param {Blob} file */
async function digest(file) {
  // Browsers compute it only on pages that came over https, or from this machine.
  if (!crypto.subtle) return null;
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {DemoSpec} spec @returns {Promise<Record<string, string>>} */
async function versions({ scripts, packages }) {
  const response = await fetch(new URL("../site.json", new URL(scripts.results, location.href)));
  if (!response.ok) throw new Error(`site.json: HTTP ${response.status}`);
  const { versions: all } = await response.json();
  return Object.fromEntries(["Pyodide", "Python", ...packages].flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
}

/** What the help of the demo refers to. */
const references = () => Array.from(document.querySelectorAll("#help li"), (item) => {
  const links = Array.from(item.querySelectorAll("a"), ({ href }) => href);
  return `${item.textContent?.replace(/\s+/g, " ").trim()} ${links.join(" ")}`;
});
