/** Arrays as NumPy's own files: format version 1.0, as numpy.lib.format describes it. */

/** NumPy's descriptions of the types that travel. @type {Record<string, string>} */
const DESCRIPTIONS = {
  bool: "|b1", uint8: "|u1", int8: "|i1", uint16: "<u2", int16: "<i2", uint32: "<u4", int32: "<i4", uint64: "<u8", int64: "<i8",
  float32: "<f4", float64: "<f8", complex64: "<c8", complex128: "<c16",
};
const MAGIC = [0x93, ..."NUMPY"].map((c) => (typeof c === "string" ? c.charCodeAt(0) : c));
/** Magic, version and the length of the header, before the header. */
const BEFORE = MAGIC.length + 4;
/** The data begins at a multiple of so many bytes. */
const ALIGNED = 64;

/** @param {NamedArray} array @returns {Uint8Array<ArrayBuffer>} */
export function npy({ shape, dtype, data }) {
  const description = DESCRIPTIONS[dtype];
  if (!description) {
    throw new Error(`an array of ${dtype} cannot be saved: NPY is written for ${Object.keys(DESCRIPTIONS).join(", ")}`);
  }
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${description}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const start = Math.ceil((BEFORE + text.length + 1) / ALIGNED) * ALIGNED;
  const header = `${text.padEnd(start - BEFORE - 1)}\n`;
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set([...MAGIC, 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), BEFORE);
  bytes.set(new Uint8Array(data), start);
  return bytes;
}
