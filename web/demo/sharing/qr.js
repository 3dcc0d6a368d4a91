/** A link as a QR code, drawn as SVG: black on white in every theme, with the quiet zone of modules that readers need. */
import encodeQR from "qr";

/** What a code of the largest version holds, with the usual error correction (15 %) and with the least (7 %). */
const HOLDS = { medium: 2331, low: 2953 };
export const MOST_BYTES = HOLDS.low;
const QUIET = 4;
/** Screen pixels of a module, so that a camera can tell them apart, and of the code, as far as the panel has them. */
const MODULE = 4;
const MOST_PIXELS = 640;

/**
 * @param {string} text
 * @returns {SVGSVGElement | undefined} nothing where the text is too long
 */
export function qrCode(text) {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MOST_BYTES) return undefined;
  const ecc = bytes > HOLDS.medium ? "low" : "medium";
  const modules = encodeQR(text, "raw", { ecc, border: QUIET, encoding: "byte" });
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  const { length: size } = modules;
  const pixels = Math.min(MODULE, Math.floor(MOST_PIXELS / size)); // whole ones: all modules are alike
  const svg = element("svg", {
    viewBox: `0 0 ${size} ${size}`, width: size * pixels, role: "img", "shape-rendering": "crispEdges", class: "qr",
  });
  svg.append(element("rect", { width: size, height: size, fill: "#fff" }), element("path", { d: path, fill: "#000" }));
  return /** @type {SVGSVGElement} */ (svg);
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function element(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
