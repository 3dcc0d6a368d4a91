// Complex arrays times real factors: a spectrum times the mask of a filter.
//
// Where the array is longer than the factors, they are used again and again: one image after the other is
// multiplied by the same ones. One thread makes one element; workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"

// Number of factors.
override FACTORS: u32;
// Number of elements.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
@group(0) @binding(1) var<storage, read> factors: array<f32>;
@group(0) @binding(2) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element < COUNT) {
    after[element] = before[element] * factors[element % FACTORS];
  }
}
