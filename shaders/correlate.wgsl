// Correlate images with a kernel of any shape: the sum over q of kernel[q] image[p + q - middle].
//
// The middle is half the length, rounded down, as in scipy.ndimage; to convolve, the kernel is turned by 180 degrees
// and its middle with it. The shape of the kernel is data, so that another one needs no other program; one
// that has a single row or column makes a pass of a separable filter.
//
// One thread makes four pixels that lie side by side, or one below the other (DOWN): it keeps four sums in
// registers, and reads every pixel and weight once for all of them. Workgroups of 64.

// #include "thread_index.wgsl"
// #include "neighbours.wgsl"

// Number of threads that have something to do.
override THREADS: u32;
// 1 if the four pixels of a thread lie in a column, 0 if they lie in a row.
override DOWN: u32;
// 1 to convolve.
override TURNED: i32;

@group(0) @binding(1) var<storage, read> kernel: array<f32>;
// Rows and columns of the kernel.
@group(0) @binding(2) var<storage, read> size: vec2i;
@group(0) @binding(3) var<storage, read_write> filtered: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= THREADS) {
    return;
  }
  let along = select(vec2i(0, 1), vec2i(1, 0), DOWN == 1u);
  let across = along.yx;
  let image_size = vec2i(ROWS, COLUMNS);
  let p = pixel_of_grid(thread, (image_size + 3 * along) / (1 + 3 * along), 1 + 3 * along);

  let middle = (size - TURNED) / 2;
  let length = dot(size, along);
  var sums = vec4f();
  for (var line = 0; line < dot(size, across); line++) {
    // What the pixel that is read weighs in each of the four sums.
    var weights = vec4f();
    for (var step = 0; step < length + 3; step++) {
      let q = line * across + step * along;
      weights = vec4f(0.0, weights.xyz);
      if (step < length) {
        weights.x = weight(q);
      }
      sums += weights * near(p, q - middle);
    }
  }

  let address = p.first + dot(p.place, vec2i(COLUMNS, 1));
  let number = min(4, dot(image_size - p.place, along));
  for (var k = 0; k < number; k++) {
    filtered[address + k * dot(along, vec2i(COLUMNS, 1))] = sums[k];
  }
}

fn weight(q: vec2i) -> f32 {
  let at = q.x * size.y + q.y;
  return kernel[select(at, size.x * size.y - 1 - at, TURNED == 1)];
}
