// The real parts of complex numbers.
//
// One thread makes one element; workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"

// Number of elements.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
@group(0) @binding(1) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element < COUNT) {
    after[element] = before[element].x;
  }
}
