// An image in polar coordinates: rows of the output are directions, columns are radii.
//
// Sines and cosines come from the host, for WGSL promises no more of them than 2^-11. One thread makes one pixel;
// workgroups of 64.

// #include "thread_index.wgsl"
// #include "sample_image.wgsl"

// Shape of the output.
override HEIGHT: u32;
override WIDTH: u32;

// (sine, cosine): the step along rows and along columns
@group(0) @binding(1) var<storage, read> directions: array<vec2f>;
@group(0) @binding(2) var<storage, read> radii: array<f32>;
// (row, column)
@group(0) @binding(3) var<storage, read> centre: array<f32>;
@group(0) @binding(4) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= HEIGHT * WIDTH) {
    return;
  }
  let origin = vec2f(centre[0], centre[1]);
  let pixel = floor(origin);
  let way = origin - pixel + radii[thread % WIDTH] * directions[thread / WIDTH];
  after[thread] = sample(vec2i(pixel), way);
}
