// One pass of the FFT with radix 16: transforms of length 4 of 4 of length 4.
// One thread makes 16 elements, in registers; workgroups of 64; see fft_pass.wgsl for the rest.

// #include "thread_index.wgsl"
// #include "fft_pass.wgsl"

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = thread_index(id, groups);
  if (thread >= THREADS) {
    return;
  }
  let b = butterfly(thread, 16u);
  let c0 = dft4(load(b, 16u, 0u), load(b, 16u, 4u), load(b, 16u, 8u), load(b, 16u, 12u));
  let c1 = dft4(load(b, 16u, 1u), load(b, 16u, 5u), load(b, 16u, 9u), load(b, 16u, 13u));
  let c2 = dft4(load(b, 16u, 2u), load(b, 16u, 6u), load(b, 16u, 10u), load(b, 16u, 14u));
  let c3 = dft4(load(b, 16u, 3u), load(b, 16u, 7u), load(b, 16u, 11u), load(b, 16u, 15u));
  // c_n[k] times exp(-2 pi i k n / 16), then transforms across n
  let y0 = dft4(c0[0], c1[0], c2[0], c3[0]);
  let y1 = dft4(
    c0[1],
    turn(c1[1], COS_PI_8, SIN_PI_8),
    turn(c2[1], SQRT_HALF, SQRT_HALF),
    turn(c3[1], SIN_PI_8, COS_PI_8));
  let y2 = dft4(
    c0[2],
    turn(c1[2], SQRT_HALF, SQRT_HALF),
    quarter_turn(c2[2]),
    turn(c3[2], -SQRT_HALF, SQRT_HALF));
  let y3 = dft4(
    c0[3],
    turn(c1[3], SIN_PI_8, COS_PI_8),
    turn(c2[3], -SQRT_HALF, SQRT_HALF),
    turn(c3[3], -COS_PI_8, -SIN_PI_8));
  store(b, 16u, 0u, y0[0]);
  store(b, 16u, 1u, y1[0]);
  store(b, 16u, 2u, y2[0]);
  store(b, 16u, 3u, y3[0]);
  store(b, 16u, 4u, y0[1]);
  store(b, 16u, 5u, y1[1]);
  store(b, 16u, 6u, y2[1]);
  store(b, 16u, 7u, y3[1]);
  store(b, 16u, 8u, y0[2]);
  store(b, 16u, 9u, y1[2]);
  store(b, 16u, 10u, y2[2]);
  store(b, 16u, 11u, y3[2]);
  store(b, 16u, 12u, y0[3]);
  store(b, 16u, 13u, y1[3]);
  store(b, 16u, 14u, y2[3]);
  store(b, 16u, 15u, y3[3]);
}
