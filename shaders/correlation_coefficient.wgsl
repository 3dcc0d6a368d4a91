// The normalised cross-correlation of images with a template, out of the correlation and the windows' moments.
//
// The template has mean 0 and norm 1, so the coefficient of a window is its correlation with the template over the
// square root of its sum of squared deviations (window_moments.wgsl). The correlation was made with zeros beyond
// the edges of the image. Pixels beyond add `outside` times the sum of the template over them, which is minus the
// sum over those inside, a difference in the integral image of the template. For a window wholly inside it is
// exactly 0, so that a large value outside leaves no rounding errors there.
// A window whose standard deviation is below FLOOR gives 0. One thread makes one coefficient; workgroups of 64;
// 2^31 elements.

// #include "thread_index.wgsl"

// Of the correlation, of the coefficients, of the image and of the template.
override FROM_ROWS: u32;
override FROM_COLUMNS: u32;
override ROWS: u32;
override COLUMNS: u32;
override IMAGE_ROWS: i32;
override IMAGE_COLUMNS: i32;
override TEMPLATE_ROWS: i32;
override TEMPLATE_COLUMNS: i32;
// First pixel of the first window, in the image.
override TOP: i32;
override LEFT: i32;
// Smallest standard deviation of a window.
override FLOOR: f32;
// Number of coefficients to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> correlation: array<f32>;
@group(0) @binding(1) var<storage, read> moments: array<vec2f>;
// integral[r, c]: sum over the first r rows and c columns of the template.
@group(0) @binding(2) var<storage, read> integral: array<f32>;
@group(0) @binding(3) var<storage, read> outside: f32;
@group(0) @binding(4) var<storage, read_write> coefficient: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let row = (element / COLUMNS) % ROWS;
  let column = element % COLUMNS;
  let squares = moments[element].y;
  if (squares <= FLOOR * FLOOR * f32(TEMPLATE_ROWS * TEMPLATE_COLUMNS)) {
    coefficient[element] = 0.0;
    return;
  }
  let line = element / (COLUMNS * ROWS) * FROM_ROWS + row;
  let sum = correlation[line * FROM_COLUMNS + column] - outside * sum_inside(TOP + i32(row), LEFT + i32(column));
  coefficient[element] = sum / sqrt(squares);
}

// The sum of the template over the pixels inside the image, if its first pixel lies at this row and column.
fn sum_inside(row: i32, column: i32) -> f32 {
  let size = vec2i(TEMPLATE_ROWS, TEMPLATE_COLUMNS);
  let place = vec2i(row, column);
  let first = clamp(-place, vec2i(0), size);
  let end = clamp(vec2i(IMAGE_ROWS, IMAGE_COLUMNS) - place, vec2i(0), size);
  if (all(first == vec2i(0)) && all(end == size)) {
    return 0.0;
  }
  return sum_up_to(end.x, end.y) - sum_up_to(first.x, end.y) - sum_up_to(end.x, first.y) + sum_up_to(first.x, first.y);
}

fn sum_up_to(rows: i32, columns: i32) -> f32 {
  return integral[rows * (TEMPLATE_COLUMNS + 1) + columns];
}
