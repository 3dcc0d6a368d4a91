// N / 2 complex numbers whose inverse transform is N real ones in pairs, N even: real_split.wgsl backwards.
//
// Of a line X of HALF + 1 elements it makes Z[k] = E[k] + i O[k], HALF = N / 2 elements, with
// E[k] = (X[k] + conj X[HALF - k]) / 2 and O[k] = (X[k] - conj X[HALF - k]) exp(2 pi i k / N) / 2. The imaginary
// parts of X[0] and X[HALF], which no real line has, are ignored, as NumPy ignores them. One thread makes one
// element; workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"
// #include "complex.wgsl"

override HALF: u32;
// Number of elements to make.
override COUNT: u32;

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
  let k = element % HALF;
  let line = (element / HALF) * (HALF + 1u);
  var x = before[line + k];
  var mirrored = before[line + HALF - k] * vec2f(1.0, -1.0);
  if (k == 0u) {
    x.y = 0.0;
    mirrored.y = 0.0;
  }
  let odd = multiply(x - mirrored, roots[k] * vec2f(1.0, -1.0));
  after[element] = 0.5 * (x + mirrored + vec2f(-odd.y, odd.x));
}
