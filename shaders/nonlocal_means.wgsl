// Non-local means: the sum of weighted values divided by that of weights, see nonlocal_means_row.wgsl.
// One thread makes one pixel; workgroups of 64.

// #include "thread_index.wgsl"

// Number of pixels to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> sums: array<vec2f>;
@group(0) @binding(1) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = thread_index(id, groups);
  if (pixel < COUNT) {
    after[pixel] = sums[pixel].x / sums[pixel].y;
  }
}
