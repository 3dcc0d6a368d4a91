// A rectangle out of images that go on beyond their edges (edges.wgsl): images cut, or continued.
//
// The array has the shape (images, FROM_ROWS, FROM_COLUMNS) before and (images, ROWS, COLUMNS) after. The first pixel
// of the rectangle is (TOP, LEFT) of the image, which may lie outside. One thread makes one pixel; workgroups of
// 64; 2^31 elements.

// #include "thread_index.wgsl"
// #include "edges.wgsl"

override FROM_ROWS: i32;
override FROM_COLUMNS: i32;
override ROWS: u32;
override COLUMNS: u32;
override TOP: i32;
override LEFT: i32;
// Number of pixels to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> before: array<f32>;
// The value beyond the edges if EDGE is 1, constant.
@group(0) @binding(1) var<storage, read> outside: f32;
@group(0) @binding(2) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = thread_index(id, groups);
  if (pixel >= COUNT) {
    return;
  }
  let line = pixel / COLUMNS;
  let row = inside(i32(line % ROWS) + TOP, FROM_ROWS);
  let column = inside(i32(pixel % COLUMNS) + LEFT, FROM_COLUMNS);
  if (row < 0 || column < 0) {
    after[pixel] = outside;
    return;
  }
  after[pixel] = before[(i32(line / ROWS) * FROM_ROWS + row) * FROM_COLUMNS + column];
}
