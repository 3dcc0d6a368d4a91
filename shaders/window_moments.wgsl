// Mean and sum of squared deviations from it, in windows that slide along one axis.
//
// The array has the shape (outer, FROM, INNER) before and (outer, INTO, INNER) after, INTO = FROM - WINDOW + 1.
// An element is vec2f(mean, sum of squared deviations) of WEIGHT pixels; a pixel is vec2f(value, 0) with WEIGHT 1.
// Run along one axis, then along the other with WEIGHT = WINDOW of the first, it makes rectangular windows.
// Groups are joined as Chan, Golub and LeVeque do: all squares that are summed up are of deviations, so nothing
// cancels, where the difference of mean square and squared mean loses a faint window on a bright ground.
// One thread makes one element; workgroups of 64; 2^32 elements.
//
// T. F. Chan, G. H. Golub and R. J. LeVeque, Algorithms for computing the sample variance, The American
// Statistician 37 (1983) 242-247, doi:10.1080/00031305.1983.10483115.

// #include "thread_index.wgsl"

override FROM: u32;
override INTO: u32;
override INNER: u32;
override WINDOW: u32;
override WEIGHT: f32;
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
  let line = element / (INNER * INTO);
  let first = (line * FROM + (element / INNER) % INTO) * INNER + element % INNER;
  let origin = before[first].x;
  var above = 0.0;
  for (var i = 1u; i < WINDOW; i++) {
    above += before[first + i * INNER].x - origin;
  }
  let mean = origin + above / f32(WINDOW);
  var squares = 0.0;
  for (var i = 0u; i < WINDOW; i++) {
    let group = before[first + i * INNER];
    let deviation = group.x - mean;
    squares += group.y + WEIGHT * deviation * deviation;
  }
  after[element] = vec2f(mean, squares);
}
