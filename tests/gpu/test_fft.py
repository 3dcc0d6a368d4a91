"""Every transform of `gpu.fft` against `numpy.fft` in complex128, fed with the same float32 numbers.

The error of an FFT is proportional to the root mean square of the whole result. Where one frequency holds
nearly all of it (a constant, a ramp, an offset), even rounding that one element to float32 is more than that;
there the error is measured against the largest magnitude.
"""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gpu import fft

SPREAD = 2e-6
CONCENTRATED = 2e-7

few = settings(max_examples=8, deadline=None, derandomize=True,
               suppress_health_check=[HealthCheck.function_scoped_fixture])


def noise(shape, dtype=np.complex64, seed=0):
    rng = np.random.default_rng(seed)
    values = rng.standard_normal(shape) + (1j * rng.standard_normal(shape) if dtype == np.complex64 else 0)
    return values.astype(dtype)


def half_spectrum(shape, columns):
    """Half the spectrum of noise; numpy ignores imaginary parts that no real line has, and so must we."""
    half = noise((*shape[:-1], columns // 2 + 1))
    half[..., 0] += 3j
    return half


def double(x):
    return x.astype(np.complex128 if x.dtype.kind == "c" else np.float64)


def assert_close(got, expected):
    assert got.shape == expected.shape
    assert got.dtype == (np.complex64 if expected.dtype.kind == "c" else np.float32)
    assert np.abs(got - expected).max() <= SPREAD * np.sqrt(np.mean(np.abs(expected) ** 2))


@pytest.mark.parametrize("length", [1, 2, 3, 5, 7, 8, 16, 31, 60, 97, 128, 243, 255, 256, 511, 1024, 4093,
                                    4096])
def test_fft_of_one_line(gpu, length):
    x = noise(length)
    assert_close(gpu.run(fft.fft, x), np.fft.fft(double(x)))
    assert_close(gpu.run(fft.ifft, x), np.fft.ifft(double(x)))


@pytest.mark.parametrize("length", [1, 2, 3, 7, 8, 60, 97, 255, 256, 4093, 4096])
def test_rfft_of_one_line(gpu, length):
    x = noise(length, np.float32)
    assert_close(gpu.run(fft.rfft, x), np.fft.rfft(double(x)))
    half = half_spectrum((), length)
    assert_close(gpu.run(fft.irfft, half, length=length), np.fft.irfft(double(half), length))


@pytest.mark.parametrize("shape", [(1, 1), (1, 511), (128, 1), (5, 7), (31, 60), (97, 128), (256, 243)])
def test_two_dimensions(gpu, shape):
    x = noise(shape)
    assert_close(gpu.run(fft.fft2, x), np.fft.fft2(double(x)))
    assert_close(gpu.run(fft.ifft2, x), np.fft.ifft2(double(x)))
    image = noise(shape, np.float32)
    assert_close(gpu.run(fft.rfft2, image), np.fft.rfft2(double(image)))
    half = np.fft.rfft2(double(image)).astype(np.complex64)
    assert_close(gpu.run(fft.irfft2, half, columns=shape[1]), np.fft.irfft2(double(half), shape))


@pytest.mark.parametrize("shape", [(600, 800), (601, 799), (1024, 2048)])
def test_large_images(gpu, shape):
    image = noise(shape, np.float32)
    half = gpu.run(fft.rfft2, image)
    expected = np.fft.rfft2(double(image))
    assert_close(half, expected)
    assert_close(gpu.run(fft.irfft2, expected.astype(np.complex64), columns=shape[1]), double(image))


@pytest.mark.parametrize("axis", [0, 1, -2, -1])
def test_axis_of_a_batch(gpu, axis):
    x = noise((4, 6, 7))
    assert_close(gpu.run(fft.fft, x, axis=axis), np.fft.fft(double(x), axis=axis))
    assert_close(gpu.run(fft.ifft, x, axis=axis), np.fft.ifft(double(x), axis=axis))
    real = noise((4, 6, 7), np.float32)
    half = np.fft.rfft(double(real), axis=axis).astype(np.complex64)
    assert_close(gpu.run(fft.rfft, real, axis=axis), np.fft.rfft(double(real), axis=axis))
    length = real.shape[axis]
    assert_close(gpu.run(fft.irfft, half, length=length, axis=axis), np.fft.irfft(double(half), length, axis))


@pytest.mark.parametrize("shape", [(3, 16, 9), (2, 3, 7, 10)])
def test_images_of_a_batch(gpu, shape):
    x, image = noise(shape), noise(shape, np.float32)
    half = np.fft.rfft2(double(image)).astype(np.complex64)
    assert_close(gpu.run(fft.fft2, x), np.fft.fft2(double(x)))
    assert_close(gpu.run(fft.ifft2, x), np.fft.ifft2(double(x)))
    assert_close(gpu.run(fft.rfft2, image), np.fft.rfft2(double(image)))
    assert_close(gpu.run(fft.irfft2, half, columns=shape[-1]),
                 np.fft.irfft2(double(half), shape[-2:], (-2, -1)))


@pytest.mark.parametrize("norm", ["backward", "ortho", "forward"])
@pytest.mark.parametrize("shape", [(6, 8), (7, 11)])
def test_norm(gpu, norm, shape):
    x, image = noise(shape), noise(shape, np.float32)
    half = np.fft.rfft2(double(image)).astype(np.complex64)
    assert_close(gpu.run(fft.fft2, x, norm=norm), np.fft.fft2(double(x), norm=norm))
    assert_close(gpu.run(fft.ifft2, x, norm=norm), np.fft.ifft2(double(x), norm=norm))
    assert_close(gpu.run(fft.rfft2, image, norm=norm), np.fft.rfft2(double(image), norm=norm))
    assert_close(gpu.run(fft.irfft2, half, columns=shape[1], norm=norm),
                 np.fft.irfft2(double(half), shape, norm=norm))


@pytest.mark.parametrize("shape", [(1, 2), (5, 8), (8, 5), (7, 11)])
def test_shift_is_fftshift(gpu, shape):
    x, image = noise(shape), noise(shape, np.float32)
    assert_close(gpu.run(fft.fft2, x, shift=True), np.fft.fftshift(np.fft.fft2(double(x))))
    assert_close(gpu.run(fft.rfft2, image, shift=True), np.fft.fftshift(np.fft.rfft2(double(image)), 0))
    assert_close(gpu.run(fft.fft, x, axis=0, shift=True), np.fft.fftshift(np.fft.fft(double(x), axis=0), 0))


@pytest.mark.parametrize("shape", [(4093,), (60, 97), (600, 800)])
def test_an_impulse_has_a_flat_spectrum(gpu, shape):
    x = np.zeros(shape, np.complex64)
    x.flat[x.size // 3] = 1
    assert_close(gpu.run(fft.fft2 if x.ndim == 2 else fft.fft, x), np.fft.fftn(double(x)))


@pytest.mark.parametrize("shape", [(4093,), (60, 97), (600, 800)])
@pytest.mark.parametrize("content", ["constant", "ramp", "offset"])
def test_contents_with_one_strong_frequency(gpu, shape, content):
    size = int(np.prod(shape))
    x = {"constant": np.full(size, 0.7), "ramp": np.arange(size) / size,
         "offset": 1e6 + noise(size, np.float32)}[content].reshape(shape).astype(np.float32)
    got = gpu.run(fft.fft2 if x.ndim == 2 else fft.fft, x)
    expected = np.fft.fftn(double(x))
    assert np.abs(got - expected).max() <= CONCENTRATED * np.abs(expected).max()


@few
@given(shape=st.tuples(st.integers(1, 3), st.integers(1, 70), st.integers(1, 70)), seed=st.integers(0, 99))
def test_random_shapes(gpu, shape, seed):
    image = noise(shape, np.float32, seed)
    assert_close(gpu.run(fft.rfft2, image), np.fft.rfft2(double(image)))


@few
@given(length=st.integers(2, 4096))
def test_random_lengths(gpu, length):
    x = noise(length)
    assert_close(gpu.run(fft.fft, x), np.fft.fft(double(x)))
