// The cross-power spectrum F conj(G) of two images, each element divided by its magnitude if WHITEN is 1.
//
// Elements of F or G no larger than FLOOR are rounding errors with a random phase, and give 0 when whitened. So does
// frequency zero, the first of SIZE elements of each image, in any case: it says nothing about a shift. One
// thread makes one element; workgroups of 64; 2^32 elements.
//
// C. D. Kuglin and D. C. Hines, The phase correlation image alignment method, Proc. IEEE International
// Conference on Cybernetics and Society, 1975, pages 163-165.

// #include "thread_index.wgsl"
// #include "complex.wgsl"

// Number of elements of one image.
override SIZE: u32;
// Number of elements.
override COUNT: u32;
override WHITEN: u32;
override FLOOR: f32;

@group(0) @binding(0) var<storage, read> reference: array<vec2f>;
@group(0) @binding(1) var<storage, read> moving: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> power: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  var f = reference[element];
  var g = moving[element] * vec2f(1.0, -1.0);
  if (WHITEN == 1u) {
    f = phase(f);
    g = phase(g);
  }
  power[element] = select(multiply(f, g), vec2f(0.0), element % SIZE == 0u);
}

// A number divided by its magnitude. The larger part is divided out first, for its square may be beyond f32.
fn phase(a: vec2f) -> vec2f {
  let larger = max(abs(a.x), abs(a.y));
  if (larger == 0.0) {
    return vec2f(0.0);
  }
  let scaled = a / larger;
  let magnitude = sqrt(dot(scaled, scaled));
  return select(scaled / magnitude, vec2f(0.0), larger * magnitude <= FLOOR);
}
