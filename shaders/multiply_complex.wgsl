// Complex arrays times complex factors: the product of two spectra, which is the spectrum of a convolution.
//
// Where the array is longer than the factors, they are used again and again: one image after the other is
// multiplied by the same ones. One thread makes one element; workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"
// #include "complex.wgsl"

// Number of factors.
override FACTORS: u32;
// Number of elements.
override COUNT: u32;
// -1 for the complex conjugate of the factors: a correlation instead of a convolution.
override TURN: f32 = 1.0;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
@group(0) @binding(1) var<storage, read> factors: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element < COUNT) {
    after[element] = multiply(before[element], factors[element % FACTORS] * vec2f(1.0, TURN));
  }
}
