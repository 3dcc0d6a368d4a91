// Zeros to add to. One thread makes one element; workgroups of 64.

// #include "thread_index.wgsl"

// Number of elements to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element < COUNT) {
    after[element] = vec2f(0.0);
  }
}
