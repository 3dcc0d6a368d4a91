// One pass of the FFT with radix 4: sums and differences, one turned by a quarter.
// One thread makes 4 elements, in registers; workgroups of 64; see fft_pass.wgsl for the rest.

// #include "thread_index.wgsl"
// #include "fft_pass.wgsl"

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= THREADS) {
    return;
  }
  let b = butterfly(thread, 4u);
  let y = dft4(
    load(b, 4u, 0u),
    load(b, 4u, 1u),
    load(b, 4u, 2u),
    load(b, 4u, 3u));
  store(b, 4u, 0u, y[0]);
  store(b, 4u, 1u, y[1]);
  store(b, 4u, 2u, y[2]);
  store(b, 4u, 3u, y[3]);
}
