// The first HALF elements of lines of LENGTH: the half of a spectrum that says it all, if the image was real.
//
// The array has the shape (outer, LENGTH, INNER) before and (outer, HALF, INNER) after. One thread makes one element;
// workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"

override LENGTH: u32;
override HALF: u32;
override INNER: u32;
// Number of elements to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
@group(0) @binding(1) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let line = element / (HALF * INNER);
  after[element] = before[line * (LENGTH - HALF) * INNER + element];
}
