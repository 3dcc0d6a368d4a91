// Complex numbers as vec2f(real, imaginary), and short Fourier transforms in registers.
//
// SIGN is 1 for the forward transform, whose kernel is exp(-2 pi i k n / N), and -1 for the inverse one.
// No sine or cosine is taken here or in any pass: WGSL leaves their accuracy to the device, and some are no
// better than 1e-3. Roots of unity come from a table in float64 on the host, or stand here as constants.

override SIGN: f32 = 1.0;

const SQRT_HALF = 0.7071067811865476;
const COS_PI_8 = 0.9238795325112867;
const SIN_PI_8 = 0.3826834323650898;
const SIN_PI_3 = 0.8660254037844386;
const COS_2PI_5 = 0.30901699437494745;
const SIN_2PI_5 = 0.9510565162951535;
const COS_4PI_5 = -0.8090169943749475;
const SIN_4PI_5 = 0.5877852522924731;

fn multiply(a: vec2f, b: vec2f) -> vec2f {
  return vec2f(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x);
}

// a times the root of unity whose forward value is re - i im.
fn turn(a: vec2f, re: f32, im: f32) -> vec2f {
  return multiply(a, vec2f(re, -SIGN * im));
}

// a times -i (forward) or i (inverse).
fn quarter_turn(a: vec2f) -> vec2f {
  return SIGN * vec2f(a.y, -a.x);
}

fn dft2(a: vec2f, b: vec2f) -> array<vec2f, 2> {
  return array(a + b, a - b);
}

fn dft3(a: vec2f, b: vec2f, c: vec2f) -> array<vec2f, 3> {
  let sum = b + c;
  let mean = a - 0.5 * sum;
  let side = SIN_PI_3 * quarter_turn(b - c);
  return array(a + sum, mean + side, mean - side);
}

fn dft4(a: vec2f, b: vec2f, c: vec2f, d: vec2f) -> array<vec2f, 4> {
  let even = dft2(a, c);
  let odd = dft2(b, d);
  let turned = quarter_turn(odd[1]);
  return array(even[0] + odd[0], even[1] + turned, even[0] - odd[0], even[1] - turned);
}

fn dft5(a: vec2f, b: vec2f, c: vec2f, d: vec2f, e: vec2f) -> array<vec2f, 5> {
  let outer = dft2(b, e);
  let inner = dft2(c, d);
  let near = a + COS_2PI_5 * outer[0] + COS_4PI_5 * inner[0];
  let far = a + COS_4PI_5 * outer[0] + COS_2PI_5 * inner[0];
  let near_side = quarter_turn(SIN_2PI_5 * outer[1] + SIN_4PI_5 * inner[1]);
  let far_side = quarter_turn(SIN_4PI_5 * outer[1] - SIN_2PI_5 * inner[1]);
  return array(a + outer[0] + inner[0], near + near_side, far + far_side, far - far_side, near - near_side);
}
