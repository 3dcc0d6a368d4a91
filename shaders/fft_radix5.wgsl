// One pass of the FFT with radix 5: a transform of length 5.
// One thread makes 5 elements, in registers; workgroups of 64; see fft_pass.wgsl for the rest.

// #include "thread_index.wgsl"
// #include "fft_pass.wgsl"

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= THREADS) {
    return;
  }
  let b = butterfly(thread, 5u);
  let y = dft5(
    load(b, 5u, 0u),
    load(b, 5u, 1u),
    load(b, 5u, 2u),
    load(b, 5u, 3u),
    load(b, 5u, 4u));
  store(b, 5u, 0u, y[0]);
  store(b, 5u, 1u, y[1]);
  store(b, 5u, 2u, y[2]);
  store(b, 5u, 3u, y[3]);
  store(b, 5u, 4u, y[4]);
}
