// One pass of the FFT with radix 3: a transform of length 3.
// One thread makes 3 elements, in registers; workgroups of 64; see fft_pass.wgsl for the rest.

// #include "thread_index.wgsl"
// #include "fft_pass.wgsl"

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= THREADS) {
    return;
  }
  let b = butterfly(thread, 3u);
  let y = dft3(
    load(b, 3u, 0u),
    load(b, 3u, 1u),
    load(b, 3u, 2u));
  store(b, 3u, 0u, y[0]);
  store(b, 3u, 1u, y[1]);
  store(b, 3u, 2u, y[2]);
}
