// One pass of the FFT with radix 8: two transforms of length 4, joined.
// One thread makes 8 elements, in registers; workgroups of 64; see fft_pass.wgsl for the rest.

// #include "thread_index.wgsl"
// #include "fft_pass.wgsl"

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= THREADS) {
    return;
  }
  let b = butterfly(thread, 8u);
  let even = dft4(load(b, 8u, 0u), load(b, 8u, 2u), load(b, 8u, 4u), load(b, 8u, 6u));
  let odd = dft4(load(b, 8u, 1u), load(b, 8u, 3u), load(b, 8u, 5u), load(b, 8u, 7u));
  // times exp(-2 pi i k / 8)
  let odd1 = turn(odd[1], SQRT_HALF, SQRT_HALF);
  let odd2 = quarter_turn(odd[2]);
  let odd3 = turn(odd[3], -SQRT_HALF, SQRT_HALF);
  store(b, 8u, 0u, even[0] + odd[0]);
  store(b, 8u, 1u, even[1] + odd1);
  store(b, 8u, 2u, even[2] + odd2);
  store(b, 8u, 3u, even[3] + odd3);
  store(b, 8u, 4u, even[0] - odd[0]);
  store(b, 8u, 5u, even[1] - odd1);
  store(b, 8u, 6u, even[2] - odd2);
  store(b, 8u, 7u, even[3] - odd3);
}
