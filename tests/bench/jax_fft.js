/** The complex 2-D FFT of @jax-js/jax on WebGPU, for a page that served the library under /jax/. */

/** @type {any} */ let jax;
/** @type {any[]} */ let planes;

/** Upload n x n complex numbers, the real parts first, then the imaginary parts. */
export async function prepare(url, n) {
  jax = await import("/jax/index.js");
  await jax.init("webgpu");
  jax.defaultDevice("webgpu");
  const numbers = new Float32Array(await (await fetch(url)).arrayBuffer());
  planes?.forEach((plane) => plane.dispose());
  planes = [0, 1].map((part) => jax.numpy.array(numbers.slice(part * n * n, (part + 1) * n * n), { shape: [n, n] }));
  await jax.blockUntilReady(planes);
}

async function transform() {
  const result = jax.numpy.fft.fft2({ real: planes[0].ref, imag: planes[1].ref });
  await jax.blockUntilReady([result.real, result.imag]);
  return result;
}

/** Milliseconds of one transform, data staying on the GPU. */
export async function time() {
  const start = performance.now();
  const result = await transform();
  const spent = performance.now() - start;
  result.real.dispose();
  result.imag.dispose();
  return spent;
}

/** Send the transform, planes as above. */
export async function send(url) {
  const { real, imag } = await transform();
  await fetch(url, { method: "POST", body: new Blob([await real.data(), await imag.data()]) });
}
