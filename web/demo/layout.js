/**
 * Give each panel its place: of a few arrangements, the one that shows the images largest.
 *
 * @typedef {{aspect: number | null, chrome: [number, number], enough?: number}} Item
 *   aspect: width / height of an image, null for what stretches; chrome: pixels around the frame; enough: the area
 *   beyond which an image is not easier to read
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 */

const GAP = 12;
/** An image of which no side has so many screen pixels, or a plot with a side of fewer, is no figure. */
const LEAST = 104;

/**
 * @param {number} count
 * @param {number} width
 * @param {number} height
 * @param {boolean} across
 * @returns {Box[]}
 */
function strip(count, width, height, across) {
  const w = across ? (width - GAP * (count - 1)) / count : width;
  const h = across ? height : (height - GAP * (count - 1)) / count;
  return Array.from({ length: count }, (_, i) => ({
    x: across ? i * (w + GAP) : 0, y: across ? 0 : i * (h + GAP), width: w, height: h,
  }));
}

/**
 * All arrangements that come into question: side by side, one below the other, the first large with the
 * others in a strip beside or below it, and the first two in a strip with the others below.
 * @param {number} count
 * @param {number} width
 * @param {number} height
 */
function* arrangements(count, width, height) {
  yield strip(count, width, height, true);
  yield strip(count, width, height, false);
  if (count < 3) return;
  for (const share of [0.4, 0.45, 0.5, 0.55, 0.6, 0.65]) {
    const w = share * (width - GAP);
    const h = share * (height - GAP);
    const right = strip(count - 1, width - GAP - w, height, false).map((b) => ({ ...b, x: b.x + w + GAP }));
    const below = strip(count - 1, width, height - GAP - h, true).map((b) => ({ ...b, y: b.y + h + GAP }));
    yield [{ x: 0, y: 0, width: w, height }, ...right];
    yield [{ x: 0, y: 0, width, height: h }, ...below];
  }
  for (const share of [0.5, 0.6, 0.65, 0.7]) {
    const h = share * (height - GAP);
    const below = strip(count - 2, width, height - GAP - h, true).map((b) => ({ ...b, y: b.y + h + GAP }));
    yield [...strip(2, width, h, true), ...below];
  }
}

/**
 * The frame that fits into a box.
 * @param {Item} item
 * @param {Box} box
 */
export function frameIn({ aspect, chrome }, box) {
  const width = Math.max(box.width - chrome[0], 20);
  const height = Math.max(box.height - chrome[1], 20);
  if (aspect === null) return { width, height: Math.min(height, 0.9 * width) };
  // A picture many times longer than wide keeps a few screen pixels across.
  const scale = Math.min(width / aspect, height);
  return { width: Math.max(scale * aspect, 8), height: Math.max(scale, 8) };
}

/** How good a box is for an item: the area of its picture; curves and tables want some width and height. */
function worth(/** @type {Item} */ item, /** @type {Box} */ box) {
  const frame = frameIn(item, box);
  if (item.aspect !== null) return Math.min(frame.width * frame.height, item.enough ?? Infinity);
  const squeezed = Math.min(1, frame.width / 300) * Math.min(1, frame.height / 150);
  return 0.3 * Math.min(frame.width * frame.height, 120_000) * squeezed ** 2;
}

/** Two images that stand first are compared: the more alike their sizes, 0 to 1, the better. */
function likeness(/** @type {Item[]} */ items, /** @type {Box[]} */ boxes) {
  if (items.length < 3 || items[0].aspect === null || items[1].aspect === null) return 1;
  const [a, b] = [worth(items[0], boxes[0]), worth(items[1], boxes[1])];
  return Math.sqrt(Math.min(a, b) / Math.max(a, b));
}

/** No image should be too small to read: the less the smallest one has of 160 x 160 screen pixels, the worse. */
function legible(/** @type {Item[]} */ items, /** @type {Box[]} */ boxes) {
  const shares = items.flatMap((item, i) =>
    (item.aspect === null ? [] : [worth(item, boxes[i]) / Math.min(160 ** 2, item.enough ?? Infinity)]));
  const tiny = items.some((item, i) => {
    const { width, height } = frameIn(item, boxes[i]);
    return (item.aspect === null ? Math.min : Math.max)(width, height) < LEAST;
  });
  return Math.min(1, ...shares) ** 0.25 * (tiny ? 0.3 : 1);
}

/**
 * @param {Item[]} items
 * @param {number} width
 * @param {number} height
 * @returns {Box[]}
 */
export function arrange(items, width, height) {
  let best = /** @type {Box[]} */ ([]);
  let bestWorth = -1;
  for (const boxes of arrangements(items.length, width, height)) {
    const total = boxes.reduce((sum, box, i) => sum + worth(items[i], box), 0) * likeness(items, boxes)
      * legible(items, boxes);
    if (total > bestWorth) [best, bestWorth] = [boxes, total];
  }
  return best;
}

/** A title beside its tools needs this width. */
const TITLE = 240;

/**
 * On a phone the panels stand in a row that is swiped, images no wider than their height allows; the next one peeps in.
 * @param {Item[]} items
 * @param {number} width
 * @param {number} height
 * @returns {Box[]}
 */
export function row(items, width, height) {
  const most = items.length > 1 ? 0.92 * width : width;
  let x = 0;
  return items.map((item) => {
    const needed = frameIn(item, { x, y: 0, width: most, height }).width + item.chrome[0];
    const box = { x, y: 0, width: item.aspect === null ? most : Math.min(most, Math.max(needed, TITLE)), height };
    x += box.width + GAP;
    return box;
  });
}
