/**
 * Many hosts compress nothing, or nothing that they take for an archive. From those a file's compressed sibling is
 * fetched in its place, and unpacked here.
 */

/** Says of an answer of our own service worker that it comes from this device. */
export const KEPT = "X-Livedemo-Kept";

/** Hosts that are this computer: what is read from its own disk need not be small. */
export const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Below this a file gains nothing that is worth another request, in bytes. */
const WORTH = 50_000;
const GZIP = [0x1f, 0x8b];

/**
 * Whether a host sends a file as it lies, from far away.
 * @param {Response} response
 */
export function bare({ headers }) {
  return !LOCAL.test(location.hostname) && !headers.has("Content-Encoding") && !headers.has(KEPT) && Number(headers.get("Content-Length") ?? WORTH) >= WORTH
    && typeof DecompressionStream !== "undefined";
}

/** @param {ReadableStream<Uint8Array> | null} body @returns {AsyncGenerator<Uint8Array, void>} */
export async function* chunksOf(body) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader(); // not all streams can be iterated
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** @param {AsyncIterator<Uint8Array>} chunks @returns {ReadableStream<any>} */
export function asStream(chunks) {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/**
 * The content of a file in gzip's format; a host may have unpacked it on its way already.
 * @param {AsyncGenerator<Uint8Array, void>} chunks
 * @returns {AsyncGenerator<Uint8Array, void>}
 */
export async function* unpacked(chunks) {
  const { value: first } = await chunks.next();
  if (!first) return;
  if (GZIP.some((byte, i) => first[i] !== byte)) {
    yield first;
    yield* chunks;
    return;
  }
  const all = (async function* () {
    yield first;
    yield* chunks;
  })();
  yield* chunksOf(asStream(all).pipeThrough(new DecompressionStream("gzip")));
}
