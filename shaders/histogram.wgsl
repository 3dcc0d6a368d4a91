// How many elements lie between one step and the next: BINS counts for BINS + 1 steps, the last step included.
//
// One workgroup of 256 threads counts every so many elements in its own memory, without waiting for the others, and
// adds what it has to the result, which must be 0 before. At most 1024 bins and 2^32 - 2^20 elements.

// #include "step_search.wgsl"

override BINS: u32;
// Number of elements to count.
override COUNT: u32;

@group(0) @binding(0) var<storage, read> elements: array<f32>;
@group(0) @binding(2) var<storage, read_write> counts: array<atomic<u32>>;

var<workgroup> own: array<atomic<u32>, 1024>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) local: u32,
        @builtin(num_workgroups) groups: vec3u) {
  // WGSL promises zeros, but wgpu-native leaves what was there.
  for (var bin = local; bin < BINS; bin += 256u) {
    atomicStore(&own[bin], 0u);
  }
  workgroupBarrier();
  for (var n = id.x; n < COUNT; n += 256u * groups.x) {
    let value = elements[n];
    let reached = steps_reached(value);
    if (reached > 0u && (reached <= BINS || value == steps[BINS])) {
      atomicAdd(&own[min(reached, BINS) - 1u], 1u);
    }
  }
  workgroupBarrier();
  for (var bin = local; bin < BINS; bin += 256u) {
    let count = atomicLoad(&own[bin]);
    if (count > 0u) {
      atomicAdd(&counts[bin], count);
    }
  }
}
