// A pixel and those around it, inside the image or beyond its edges.
//
// The array is an image of ROWS x COLUMNS pixels, or several of them, one after the other; what lies beyond the
// edges of one is never taken from the next. Fewer than 2^31 elements.

// #include "edges.wgsl"

override ROWS: i32;
override COLUMNS: i32;
// What lies beyond the edges if EDGE is 1, constant.
override OUTSIDE: f32 = 0.0;

@group(0) @binding(0) var<storage, read> image: array<f32>;

struct Pixel {
  first: i32,    // address of the first pixel of its image
  place: vec2i,  // row and column
}

// Pixel number n of a grid of that many rows and columns in each image; `step` pixels lie between its neighbours.
fn pixel_of_grid(n: u32, grid: vec2i, step: vec2i) -> Pixel {
  let line = i32(n) / grid.y;
  let column = i32(n) - line * grid.y;
  return Pixel((line / grid.x) * ROWS * COLUMNS, vec2i(line % grid.x, column) * step);
}

// Pixel number n.
fn pixel_at(n: u32) -> Pixel {
  return pixel_of_grid(n, vec2i(ROWS, COLUMNS), vec2i(1));
}

// The value so many rows below and columns to the right of a pixel, inside or not.
fn near(p: Pixel, offset: vec2i) -> f32 {
  let row = inside(p.place.x + offset.x, ROWS);
  let column = inside(p.place.y + offset.y, COLUMNS);
  if (EDGE == 1u && (row < 0 || column < 0)) {
    return OUTSIDE;
  }
  return image[p.first + row * COLUMNS + column];
}
