// Gradients of images by the operator of Sobel, along an axis or their root mean square.
//
// A central difference along one axis, [-1 0 1], smoothed along the other by [1 2 1]. One thread makes one pixel;
// workgroups of 64.
//
// I. Sobel and G. Feldman, A 3 x 3 isotropic gradient operator for image processing, talk at the Stanford
// Artificial Intelligence Project, 1968.

// #include "thread_index.wgsl"
// #include "neighbours.wgsl"

// Number of elements to make.
override COUNT: u32;
// 0: from row to row, 1: from column to column, 2: the root mean square of both, divided by 4, the sum of [1 2 1].
override PART: u32;

@group(0) @binding(1) var<storage, read_write> gradient: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let p = pixel_at(element);
  let above = three(p, -1);
  let level = three(p, 0);
  let below = three(p, 1);
  // Differences first: what all pixels share is gone before anything is rounded.
  let down = dot(below - above, vec3f(1.0, 2.0, 1.0));
  let right = (above.z - above.x) + 2.0 * (level.z - level.x) + (below.z - below.x);
  if (PART == 0u) {
    gradient[element] = down;
  } else if (PART == 1u) {
    gradient[element] = right;
  } else {
    gradient[element] = sqrt(0.5 * (down * down + right * right)) / 4.0;
  }
}

// Left, middle and right of the row that lies so many below.
fn three(p: Pixel, down: i32) -> vec3f {
  return vec3f(near(p, vec2i(down, -1)), near(p, vec2i(down, 0)), near(p, vec2i(down, 1)));
}
