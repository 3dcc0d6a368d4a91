// The value of an image between its pixels, as scipy.ndimage.map_coordinates makes it.
//
// ORDER 0 takes the nearest pixel, floor(x + 1/2), 1 interpolates linearly, 3 by cubic B-splines. For 3, `image`
// holds the coefficients that spline_coefficients.wgsl made, PAD more than there are pixels beyond every edge.
// CUT gives CVAL to every place outside of [0, ROWS - 1] x [0, COLUMNS - 1], however near; otherwise the image goes on
// as edges.wgsl says.
//
// A float32 of 1000 has steps of 2^-14, too coarse for a place in an image. Hence a place comes in two parts, a pixel
// and the way from there: where the map moves little, that is exact to 2^-24 of the little.
//
// P. Thevenaz, T. Blu, M. Unser, Interpolation revisited, IEEE Trans. Med. Imaging 19 (2000) 739,
// doi:10.1109/42.875199.

// #include "edges.wgsl"

override ROWS: i32;
override COLUMNS: i32;
override ORDER: u32;
override PAD: i32 = 0;
override CUT: u32 = 0u;
override CVAL: f32 = 0.0;

// Further away than any image is long, and still an i32.
const FAR = 1073741824.0;

@group(0) @binding(0) var<storage, read> image: array<f32>;

// The value at (row, column) = pixel + way.
fn sample(pixel: vec2i, way: vec2f) -> f32 {
  let bounded = clamp(way, vec2f(-FAR), vec2f(FAR));
  let whole = floor(bounded);
  let part = bounded - whole;
  let place = pixel + vec2i(whole);
  let last = vec2i(ROWS, COLUMNS) - 1;
  if (CUT == 1u && (any(place < vec2i(0)) || any(place > last) || any((place == last) & (part > vec2f(0.0))))) {
    return CVAL;
  }
  if (ORDER == 0u) {
    let nearest = place + vec2i(part >= vec2f(0.5));
    return element(nearest.x, nearest.y);
  }
  if (ORDER == 1u) {
    let upper = mix(element(place.x, place.y), element(place.x, place.y + 1), part.y);
    let lower = mix(element(place.x + 1, place.y), element(place.x + 1, place.y + 1), part.y);
    return mix(upper, lower, part.x);
  }
  let across = cubic(part.y);
  let rows = vec4f(line(place + vec2i(-1, 0), across), line(place, across),
                   line(place + vec2i(1, 0), across), line(place + vec2i(2, 0), across));
  return dot(cubic(part.x), rows);
}

fn line(place: vec2i, weights: vec4f) -> f32 {
  return dot(weights, vec4f(element(place.x, place.y - 1), element(place.x, place.y),
                            element(place.x, place.y + 1), element(place.x, place.y + 2)));
}

// What the B-splines at -1, 0, 1 and 2 weigh at t, 0 ... 1.
fn cubic(t: f32) -> vec4f {
  let u = 1.0 - t;
  return vec4f(u * u * u, 4.0 - 3.0 * t * t * (2.0 - t), 4.0 - 3.0 * u * u * (2.0 - u), t * t * t) / 6.0;
}

fn element(row: i32, column: i32) -> f32 {
  let columns = COLUMNS + 2 * PAD;
  return image[inside(row + PAD, ROWS + 2 * PAD) * columns + inside(column + PAD, columns)];
}
