// An image at given places: those of (row, column) = (places[n], places[COUNT + n]), counted from the first pixel.
// One thread makes one value; workgroups of 64.

// #include "thread_index.wgsl"
// #include "sample_image.wgsl"

// Number of values to make.
override COUNT: u32;

@group(0) @binding(1) var<storage, read> places: array<f32>;
@group(0) @binding(2) var<storage, read_write> after: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= COUNT) {
    return;
  }
  after[thread] = sample(vec2i(0), vec2f(places[thread], places[COUNT + thread]));
}
