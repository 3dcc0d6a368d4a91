// An image warped by a projective map, an affine one among them.
//
// With o = (row, column, 1) counted from the centre of the output, the place in the image, counted from the same point,
// is (o + E o).xy / (o + E o).z, and E = `change` is the matrix of the map without the identity. One thread makes one
// pixel; workgroups of 64.

// #include "thread_index.wgsl"
// #include "sample_image.wgsl"

// Shape of the output.
override HEIGHT: u32;
override WIDTH: u32;

// 3 x 3, row after row
@group(0) @binding(1) var<storage, read> change: array<f32>;
@group(0) @binding(2) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= HEIGHT * WIDTH) {
    return;
  }
  let pixel = vec2u(thread / WIDTH, thread % WIDTH);
  let centre = 0.5 * (vec2f(f32(HEIGHT), f32(WIDTH)) - 1.0);
  let o = vec3f(vec2f(pixel) - centre, 1.0);
  let depth = dot(vec3f(change[6], change[7], change[8]), o);
  let moved = vec2f(dot(vec3f(change[0], change[1], change[2]), o), dot(vec3f(change[3], change[4], change[5]), o));
  after[thread] = sample(vec2i(pixel), (moved - depth * o.xy) / (1.0 + depth));
}
