/** What is shown, as a file. */
import { save } from "./table.js";

/**
 * @param {string} format
 * @param {import("./figures.js").Figures} figures
 * @param {import("./table.js").Table[]} tables
 * @returns {Promise<{type: string, data: ArrayBuffer}>}
 */
export async function exported(format, figures, tables) {
  if (format === "png") return { type: "image/png", data: await figures.toPng() };
  if (format === "csv") {
    const [table] = tables;
    if (!table) throw new Error("csv: this demo shows no table; use png, or getResult for the arrays");
    return { type: "text/csv", data: /** @type {ArrayBuffer} */ (new TextEncoder().encode(table.csv()).buffer) };
  }
  throw new Error(`export needs format "png" or "csv", not ${JSON.stringify(format)}`);
}

/** @param {import("./figures.js").Figures} figures @param {string} name */
export async function savePng(figures, name) {
  save(await figures.toPng(), `${name}.png`);
}
