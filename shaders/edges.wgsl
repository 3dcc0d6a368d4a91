// What lies beyond the edge of an image, by the names of scipy.ndimage. A shader that includes this reads the
// pixel at inside(row, rows), inside(column, columns), or the constant if one of them is -1.
//
// EDGE  name      beyond | inside  | beyond
// 0     reflect   d c b a | a b c d | d c b a
// 1     constant  k k k k | a b c d | k k k k
// 2     nearest   a a a a | a b c d | d d d d
// 3     mirror      d c b | a b c d | c b a
// 4     wrap      a b c d | a b c d | a b c d

override EDGE: u32 = 0u;

// The place of which a place along an axis has the value, however far outside; -1 if it is the constant.
fn inside(place: i32, length: i32) -> i32 {
  if (place >= 0 && place < length) {
    return place;
  }
  if (EDGE == 1u) {
    return -1;
  }
  if (EDGE == 2u || length == 1) {
    return clamp(place, 0, length - 1);
  }
  let turns = EDGE != 4u;
  let joint = select(0, 1, EDGE == 3u);
  let period = select(length, 2 * length - 2 * joint, turns);
  // Vulkan leaves % of a negative number undefined, and naga hands it on (gfx-rs/wgpu issue 8191).
  let below = place < 0;
  let steps = select(place, -1 - place, below) % period;
  let offset = select(steps, period - 1 - steps, below);
  return select(offset, period - 1 + joint - offset, turns && offset >= length);
}
