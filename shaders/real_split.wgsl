// The spectrum of N real numbers out of that of N / 2 complex ones, N even.
//
// The pairs (x[2n], x[2n + 1]) of a real line were transformed as complex numbers, to Z of length HALF = N / 2.
// The spectrum is X[k] = E[k] + exp(-2 pi i k / N) O[k], where E and O, the spectra of the even and the odd
// samples, are the two parts of Z: E[k] = (Z[k] + conj Z[HALF - k]) / 2 and O[k] = (Z[k] - conj Z[HALF - k]) / 2i.
// Lines are HALF long before and HALF + 1 after. One thread makes one element; workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"
// #include "complex.wgsl"

override HALF: u32;
// Number of elements to make.
override COUNT: u32;
// Factor on what is written.
override SCALE: f32 = 1.0;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
// exp(-2 pi i k / N), k = 0 ... HALF
@group(0) @binding(1) var<storage, read> roots: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let k = element % (HALF + 1u);
  let line = (element / (HALF + 1u)) * HALF;
  let z = before[line + k % HALF];
  let mirrored = before[line + (HALF - k) % HALF] * vec2f(1.0, -1.0);
  let difference = z - mirrored;
  after[element] = (0.5 * SCALE) * (z + mirrored + multiply(vec2f(difference.y, -difference.x), roots[k]));
}
