/** Arrays as NumPy's own files (.npy, format 1.0), which numpy.load reads. */

/** numpy's descriptions of the dtypes that travel to a page, whose bytes are little-endian in every browser. @type {Record<string, string>} */
const DESCRIPTIONS = {
  bool: "|b1", uint8: "|u1", int8: "|i1", uint16: "<u2", int16: "<i2", uint32: "<u4", int32: "<i4", uint64: "<u8",
  int64: "<i8", float16: "<f2", float32: "<f4", float64: "<f8", complex64: "<c8", complex128: "<c16",
};
const MAGIC = [0x93, ...new TextEncoder().encode("NUMPY"), 1, 0];
/** The data begin at a multiple of so many bytes. */
const ALIGNMENT = 64;

/**
 * @param {NamedArray} array in C order
 * @returns {Uint8Array<ArrayBuffer>} content of a .npy file
 */
export function npy({ shape, dtype, data }) {
  const description = DESCRIPTIONS[dtype];
  if (!description) throw new Error(`arrays of ${dtype} cannot be saved as NPY; of ${Object.keys(DESCRIPTIONS).join(", ")} they can`);
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '${description}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const before = MAGIC.length + 2;
  const start = Math.ceil((before + header.length + 1) / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(start + data.byteLength);
  file.set(MAGIC);
  new DataView(file.buffer).setUint16(MAGIC.length, start - before, true);
  file.set(new TextEncoder().encode(`${header.padEnd(start - before - 1)}\n`), before);
  file.set(new Uint8Array(data), start);
  return file;
}
