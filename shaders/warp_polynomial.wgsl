// An image warped by a polynomial of DEGREE 1 to 5 in column and row.
//
// With x and y, column and row counted from the centre of the output and divided by half its longest side, the way
// from the pixel to the place in the image is the sum of coefficient x^(j - i) y^i, j = 0 ... DEGREE, i = 0 ... j, in
// pixels.
// One thread makes one pixel; workgroups of 64.

// #include "thread_index.wgsl"
// #include "sample_image.wgsl"

// Shape of the output.
override HEIGHT: u32;
override WIDTH: u32;
override DEGREE: u32;

// Those of the way along columns in the order of the sum, then those along rows.
@group(0) @binding(1) var<storage, read> coefficients: array<f32>;
@group(0) @binding(2) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= HEIGHT * WIDTH) {
    return;
  }
  let pixel = vec2u(thread / WIDTH, thread % WIDTH);
  let centre = 0.5 * (vec2f(f32(HEIGHT), f32(WIDTH)) - 1.0);
  let o = (vec2f(pixel) - centre) / (0.5 * f32(max(HEIGHT, WIDTH)));
  let terms = (DEGREE + 1u) * (DEGREE + 2u) / 2u;
  var term = 0u;
  var way = vec2f(0.0);
  for (var j = 0u; j <= DEGREE; j++) {
    for (var i = 0u; i <= j; i++) {
      way += power(o.y, j - i) * power(o.x, i) * vec2f(coefficients[terms + term], coefficients[term]);
      term++;
    }
  }
  after[thread] = sample(vec2i(pixel), way);
}

fn power(x: f32, n: u32) -> f32 {
  var product = 1.0;
  for (var k = 0u; k < n; k++) {
    product *= x;
  }
  return product;
}
