// Multiply every line of a complex array, of the shape (outer, LENGTH, INNER), by the same LENGTH factors.
//
// One thread makes one element; workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"
// #include "complex.wgsl"

override LENGTH: u32;
override INNER: u32;
// Number of elements.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
@group(0) @binding(1) var<storage, read> factors: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  after[element] = multiply(before[element], factors[(element / INNER) % LENGTH]);
}
