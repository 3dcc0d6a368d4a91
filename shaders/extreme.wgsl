// The smallest or the largest value under a footprint around each pixel.
//
// The footprint is symmetric and has an odd number of rows, of which each reaches equally far to the left and to the
// right: a row, a column or a disc. One thread makes one pixel; workgroups of 64.

// #include "thread_index.wgsl"
// #include "neighbours.wgsl"

// Number of elements to make.
override COUNT: u32;
// 1 for the largest value, 0 for the smallest.
override LARGEST: u32;

// How far each row of the footprint reaches.
@group(0) @binding(1) var<storage, read> reaches: array<i32>;
@group(0) @binding(2) var<storage, read_write> extremes: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let p = pixel_at(element);
  let rows = i32(arrayLength(&reaches));
  var extreme = image[element];
  for (var row = 0; row < rows; row++) {
    let reach = reaches[row];
    for (var right = -reach; right <= reach; right++) {
      let value = near(p, vec2i(row - rows / 2, right));
      extreme = select(min(extreme, value), max(extreme, value), LARGEST == 1u);
    }
  }
  extremes[element] = extreme;
}
