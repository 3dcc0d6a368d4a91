// Values as pixels of a screen: each gets the colour at the number of steps that it reaches.
// `colours` are packed RGBA, one more than there are steps. One thread makes one pixel; workgroups of 64.

// #include "thread_index.wgsl"
// #include "step_search.wgsl"

// Number of pixels to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> colours: array<u32>;
@group(0) @binding(3) var<storage, read_write> after: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = thread_index(id, groups);
  if (pixel >= COUNT) {
    return;
  }
  after[pixel] = colours[steps_reached(values[pixel])];
}
