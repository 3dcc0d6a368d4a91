// The whole spectrum of a real line out of its first HALF = LENGTH / 2 + 1 elements: X[LENGTH - k] = conj X[k].
//
// The array has the shape (outer, HALF, INNER) before and (outer, LENGTH, INNER) after. The imaginary parts at
// frequency zero and, if LENGTH is even, at the highest are ignored, as NumPy ignores them. One thread makes one
// element; workgroups of 64; 2^32 elements.

// #include "thread_index.wgsl"

override LENGTH: u32;
override INNER: u32;
// Number of elements to make.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
@group(0) @binding(1) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let half = LENGTH / 2u + 1u;
  let k = (element / INNER) % LENGTH;
  let line = element / (INNER * LENGTH);
  let mirrored = k >= half;
  let value = before[(line * half + select(k, LENGTH - k, mirrored)) * INNER + element % INNER];
  let imaginary = select(value.y, -value.y, mirrored);
  after[element] = vec2f(value.x, select(imaginary, 0.0, k == 0u || 2u * k == LENGTH));
}
