// The sum of the second differences [1 -2 1] of images along both axes.
//
// One thread makes one pixel; workgroups of 64.

// #include "thread_index.wgsl"
// #include "neighbours.wgsl"

// Number of elements to make.
override COUNT: u32;

@group(0) @binding(1) var<storage, read_write> curvature: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let p = pixel_at(element);
  let around = vec4f(near(p, vec2i(-1, 0)), near(p, vec2i(0, -1)), near(p, vec2i(0, 1)), near(p, vec2i(1, 0)));
  // Differences first: what all pixels share is gone before anything is rounded.
  let steps = around - image[element];
  curvature[element] = (steps.x + steps.w) + (steps.y + steps.z);
}
