// Non-local means: what the shifts of one row of the search window add, with the conventions of
// skimage.restoration.denoise_nl_means(fast_mode=True), version 0.25.
//
// The patch around p and that around q = p + (shift, t), t = -DISTANCE ... DISTANCE, have the distance
//   max(0, sum over k of (I[p + k] - I[q + k])^2 - 2 sigma^2) / (SIDE h)^2,
// SIDE being odd. Both parts of k go from 1 - SIDE / 2 to SIDE / 2, rounded down: these are (SIDE - 1)^2 places, not
// SIDE^2, for that is how scikit-image takes differences of its integral image.
// I[q] counts exp(-distance), 0 beyond 5; see `weight`.
//
// One thread makes one pixel. A workgroup of 16 x 16 first sums squares along rows, for its own rows and SIDE - 2 more,
// into workgroup memory, then each thread sums a column of those: 2 SIDE sums for a shift instead of SIDE^2.
// SIDE is at most 49.
//
// A. Buades, B. Coll, J.-M. Morel, A non-local algorithm for image denoising, CVPR 2005, doi:10.1109/CVPR.2005.38.
// J. Darbon et al., Fast nonlocal filtering applied to electron cryomicroscopy, ISBI 2008,
// doi:10.1109/ISBI.2008.4541250.

override ROWS: u32;
override COLUMNS: u32;
override SIDE: u32;
override DISTANCE: i32;
// Columns of `padded`, and what it has before the first row and column.
override WIDTH: i32;
override PAD: i32;

const TILE = 16u;

@group(0) @binding(0) var<storage, read> padded: array<f32>;
// (sum of weighted values, sum of weights) of the rows of shifts before
@group(0) @binding(1) var<storage, read> before: array<vec2f>;
// The row of shifts, counted from that of the pixel.
@group(0) @binding(2) var<storage, read> shift: array<i32>;
// h and sigma
@group(0) @binding(3) var<storage, read> strength: array<f32>;
@group(0) @binding(4) var<storage, read_write> after: array<vec2f>;

// (TILE + SIDE - 2) x TILE for the largest SIDE
var<workgroup> squares: array<f32, 1008>;

@compute @workgroup_size(16, 16)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let corner = i32(TILE) * vec2i(group.yx) + PAD;
  let own = (corner.x + i32(local.y)) * WIDTH + corner.y + i32(local.x);
  let scale = 1.0 / (f32(SIDE * SIDE) * strength[0] * strength[0]);
  let noise = f32((SIDE - 1u) * (SIDE - 1u)) * 2.0 * strength[1] * strength[1];
  var sums = vec2f(0.0);
  for (var t = -DISTANCE; t <= DISTANCE; t++) {
    let step = shift[0] * WIDTH + t;
    for (var n = thread; n < (TILE + SIDE - 2u) * TILE; n += TILE * TILE) {
      squares[n] = squares_along_row(corner + 1 - i32(SIDE / 2u) + vec2i(vec2u(n / TILE, n % TILE)), step);
    }
    workgroupBarrier();
    var distance = -noise;
    for (var k = 0u; k < SIDE - 1u; k++) {
      distance += squares[(local.y + k) * TILE + local.x];
    }
    workgroupBarrier();
    let w = weight(scale * max(distance, 0.0));
    sums += w * vec2f(padded[own + step], 1.0);
  }
  let pixel = TILE * group.yx + local.yx;
  if (pixel.x < ROWS && pixel.y < COLUMNS) {
    let n = pixel.x * COLUMNS + pixel.y;
    after[n] = before[n] + sums;
  }
}

fn squares_along_row(first: vec2i, step: i32) -> f32 {
  let start = first.x * WIDTH + first.y;
  var sum = 0.0;
  for (var k = 0; k < i32(SIDE) - 1; k++) {
    let difference = padded[start + k] - padded[start + k + step];
    sum += difference * difference;
  }
  return sum;
}

// exp(-distance) as scikit-image takes it, by straight lines between the powers of 2, within 4 %:
// N. N. Schraudolph, A fast, compact approximation of the exponential function, 1999, doi:10.1162/089976600300015033.
fn weight(distance: f32) -> f32 {
  if (distance > 5.0) {
    return 0.0;
  }
  let power = -1.44269504 * distance - 60801.0 / 1048576.0;
  let whole = floor(power);
  return ldexp(1.0 + power - whole, i32(whole));
}
