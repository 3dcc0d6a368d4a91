// Multiply each line by a chirp; lines become shorter, or longer by zeros.
//
// The first and the last step of Bluestein's algorithm. The array has the shape (outer, FROM, INNER) before and
// (outer, INTO, INNER) after. One thread makes one element; workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"
// #include "complex.wgsl"

override FROM: u32;
override INTO: u32;
override INNER: u32;
// Number of elements to make.
override COUNT: u32;
// Length of the chirp: what lies beyond is zero.
override CHIRP: u32;
// Factor on what is written.
override SCALE: f32 = 1.0;
// Added to the place along the line, modulo INTO.
override SHIFT: u32 = 0u;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
@group(0) @binding(1) var<storage, read> chirp: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let n = (element / INNER) % INTO;
  let line = element / (INNER * INTO);
  let column = element % INNER;
  var value = vec2f(0.0);
  if (n < CHIRP) {
    value = SCALE * multiply(before[(line * FROM + n) * INNER + column], chirp[n]);
  }
  let shifted = n + SHIFT;
  after[(line * INTO + select(shifted, shifted - INTO, shifted >= INTO)) * INNER + column] = value;
}
