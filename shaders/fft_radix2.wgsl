// One pass of the FFT with radix 2: a sum and a difference.
// One thread makes 2 elements, in registers; workgroups of 64; see fft_pass.wgsl for the rest.

// #include "thread_index.wgsl"
// #include "fft_pass.wgsl"

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= THREADS) {
    return;
  }
  let b = butterfly(thread, 2u);
  let y = dft2(
    load(b, 2u, 0u),
    load(b, 2u, 1u));
  store(b, 2u, 0u, y[0]);
  store(b, 2u, 1u, y[1]);
}
