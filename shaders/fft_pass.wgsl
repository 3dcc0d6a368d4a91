// What the passes of all radices share: where a thread reads, with which roots, and where it writes.
//
// The array has the shape (outer, LENGTH, INNER) and is transformed along the middle axis, so that rows (INNER
// = 1) and columns (INNER = number of columns) are the same program, and no transpose is needed. One pass of the
// Stockham algorithm (decimation in time, out of place, in natural order before and after) joins RADIX
// transforms of length DONE into one of length RADIX * DONE. One thread makes RADIX elements: it reads them
// LENGTH / RADIX apart, multiplies them by roots of unity, transforms them in registers and writes them DONE
// apart. There is neither workgroup memory nor a barrier. Neighbouring threads take neighbouring elements in
// memory: along the axis when INNER = 1, across it otherwise.
//
// Limits: 2^32 elements; workgroups of 64 threads.
//
// C. Van Loan, Computational Frameworks for the Fast Fourier Transform, SIAM 1992, section 1.7.

// #include "complex.wgsl"

// Length of the transform.
override LENGTH: u32;
// Elements between two neighbours along the axis.
override INNER: u32;
// Product of the radices of the passes before.
override DONE: u32;
// Number of threads that have something to do: elements / RADIX.
override THREADS: u32;
// Factor on what is written: the scaling of the last pass.
override SCALE: f32 = 1.0;
// Added to the place along the axis, modulo LENGTH: fftshift in the last pass.
override SHIFT: u32 = 0u;

@group(0) @binding(0) var<storage, read> before: array<vec2f>;
// exp(-2 pi i k / LENGTH), k = 0 ... LENGTH - 1
@group(0) @binding(1) var<storage, read> roots: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> after: array<vec2f>;

struct Butterfly {
  line: u32,  // address of the first element of the line
  j: u32,     // its number in the line, 0 ... LENGTH / RADIX - 1
  m: u32,     // its place in a transform of length DONE
}

fn butterfly(thread: u32, radix: u32) -> Butterfly {
  let count = LENGTH / radix;
  let j = (thread / INNER) % count;
  let line = (thread / (INNER * count)) * (INNER * LENGTH) + thread % INNER;
  return Butterfly(line, j, j % DONE);
}

fn load(b: Butterfly, radix: u32, k: u32) -> vec2f {
  let value = before[b.line + (b.j + k * (LENGTH / radix)) * INNER];
  if (DONE == 1u) {
    return value;
  }
  let root = roots[k * b.m * (LENGTH / (DONE * radix))];
  return multiply(value, vec2f(root.x, SIGN * root.y));
}

fn store(b: Butterfly, radix: u32, k: u32, value: vec2f) {
  let natural = (b.j / DONE) * (DONE * radix) + b.m + k * DONE;
  let shifted = natural + SHIFT;
  after[b.line + select(shifted, shifted - LENGTH, shifted >= LENGTH) * INNER] = SCALE * value;
}
