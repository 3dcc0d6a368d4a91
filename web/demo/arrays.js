/** Arrays as they travel (shape, numpy's dtype name, buffer) and as JavaScript reads them. */

/** @type {Record<string, any>} */
const CONSTRUCTORS = {
  bool: Uint8Array, uint8: Uint8Array, int8: Int8Array, uint16: Uint16Array, int16: Int16Array,
  uint32: Uint32Array, int32: Int32Array, float32: Float32Array, float64: Float64Array,
  int64: BigInt64Array, uint64: BigUint64Array, complex64: Float32Array, complex128: Float64Array,
};

/**
 * The values of an array as numbers, in C order; complex values as pairs.
 * @param {NamedArray} array
 * @returns {ArrayLike<number> & Iterable<number>}
 */
export function values(array) {
  const Type = CONSTRUCTORS[array.dtype];
  if (!Type) throw new Error(`arrays of ${array.dtype} cannot be read`);
  const typed = new Type(array.data);
  return array.dtype.endsWith("int64") ? Float64Array.from(typed, Number) : typed;
}

/**
 * Fill in the units that depend on the image: `{length}`.
 * @param {string} text
 * @param {Record<string, string>} units
 */
export const fillUnits = (text, units) => text.replace(/\{(\w+)\}/g, (_, name) => units[name] ?? name);

/**
 * Write a number as the demo asked for it.
 * @param {number} value
 * @param {{unit: string, digits: number}} spec
 */
export function format(value, { unit, digits }) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const text = size !== 0 && (size >= 1e6 || size < 0.5 * 10 ** -digits)
    ? value.toExponential(2).replace("e+", "e") : value.toFixed(digits);
  return unit ? `${text} ${unit}` : text;
}

/**
 * A table of equally long arrays as CSV (RFC 4180).
 * @param {ValueSpec[]} columns
 * @param {Record<string, NamedArray>} arrays
 * @param {Record<string, string>} units
 * @param {string[]} [names] of the rows
 */
export function toCsv(columns, arrays, units, names = []) {
  const data = columns.map(({ array }) => values(arrays[array]));
  const head = columns.map(({ array, unit }) => (unit ? `${array} (${fillUnits(unit, units)})` : array));
  const rows = Array.from(data[0] ?? [], (_, i) => data.map((column) => column[i]));
  const named = (/** @type {unknown[]} */ row, /** @type {string} */ name) => (names.length ? [name, ...row] : row);
  const cell = (/** @type {unknown} */ value) =>
    /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  return [named(head, ""), ...rows.map((row, i) => named(row, names[i] ?? ""))].map((row) => row.map(cell).join(",") + "\r\n").join("");
}
