// The coefficients of the cubic B-splines that pass through the samples, along one axis.
//
// They are the samples convolved with weights[|k|] = sqrt(3) (sqrt(3) - 2)^|k|, cut at |k| = RADIUS, where float32
// ends. The array has the shape (outer, LENGTH, INNER) before and (outer, LENGTH + 2 PAD, INNER) after: beyond the
// edge, samples go on as edges.wgsl says, and PAD coefficients are made on either side. One thread makes one element;
// workgroups of 64; 2^31 elements.
//
// M. Unser, Splines: a perfect fit for signal and image processing, IEEE Signal Process. Mag. 16 (1999) 22,
// doi:10.1109/79.799930.

// #include "thread_index.wgsl"
// #include "edges.wgsl"

override LENGTH: i32;
override INNER: i32;
override PAD: i32;
override RADIUS: i32;
// Number of elements to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> before: array<f32>;
@group(0) @binding(1) var<storage, read> weights: array<f32>;
@group(0) @binding(2) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let column = i32(element) % INNER;
  let lines = i32(element) / INNER;
  let place = lines % (LENGTH + 2 * PAD) - PAD;
  let line = lines / (LENGTH + 2 * PAD) * LENGTH;
  var sum = 0.0;
  for (var k = -RADIUS; k <= RADIUS; k++) {
    sum += weights[abs(k)] * before[(line + inside(place + k, LENGTH)) * INNER + column];
  }
  after[element] = sum;
}
