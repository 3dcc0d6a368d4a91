/** Code as a link carries it: deflated, in the alphabet of addresses. */

/** Characters that unpacked code may have; more is no code that somebody wrote into this page. */
const MOST = 200_000;

/** @param {Blob} blob @param {GenericTransformStream} through @returns {ReadableStreamDefaultReader<Uint8Array>} */
const piped = (blob, through) => /** @type {any} */ (blob.stream().pipeThrough(/** @type {any} */ (through)).getReader());

/** @param {string} text */
export async function pack(text) {
  const reader = piped(new Blob([text]), new CompressionStream("deflate-raw"));
  let binary = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const byte of part.value) binary += String.fromCharCode(byte);
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} packed
 * @throws {Error} if it is damaged or too long
 */
export async function unpack(packed) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const reader = piped(new Blob([bytes]), new DecompressionStream("deflate-raw"));
    for (let part = await reader.read(); !part.done && text.length <= MOST; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
    }
    if (text.length <= MOST) text += decoder.decode();
  } catch {
    throw new Error("The code in this link is damaged: part of the link may be missing.");
  }
  if (text.length > MOST) throw new Error(`The code in this link is longer than ${MOST} characters.`);
  return text;
}
