// An image with more rows and columns around it, PAD of them before the first; edges.wgsl says what they hold.
// One thread makes one pixel; workgroups of 64.

// #include "thread_index.wgsl"
// #include "edges.wgsl"

override ROWS: i32;
override COLUMNS: i32;
override PAD: i32;
// Columns of the output.
override WIDTH: u32;
// Number of pixels to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> before: array<f32>;
@group(0) @binding(1) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = thread_index(id, groups);
  if (pixel >= COUNT) {
    return;
  }
  let row = inside(i32(pixel / WIDTH) - PAD, ROWS);
  let column = inside(i32(pixel % WIDTH) - PAD, COLUMNS);
  after[pixel] = select(before[row * COLUMNS + column], 0.0, min(row, column) < 0);
}
