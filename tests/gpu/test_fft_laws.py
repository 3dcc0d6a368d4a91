"""What holds for every discrete Fourier transform, whatever computes it."""

import numpy as np
import pytest

from gpu import fft

SHAPES = [(16, 60), (31, 97), (15, 128)]
TOLERANCE = 3e-6


def noise(shape, seed=0, dtype=np.complex64):
    rng = np.random.default_rng(seed)
    values = rng.standard_normal(shape) + (1j * rng.standard_normal(shape) if dtype == np.complex64 else 0)
    return values.astype(dtype)


def assert_close(a, b):
    assert np.abs(a - b).max() <= TOLERANCE * np.sqrt(np.mean(np.abs(b) ** 2))


def frequencies(shape):
    return np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1])


@pytest.mark.parametrize("shape", SHAPES)
def test_linearity(gpu, shape):
    a, b = noise(shape, 0), noise(shape, 1)
    together = gpu.run(fft.fft2, (2 - 1j) * a + 0.5 * b)
    assert_close(together, (2 - 1j) * gpu.run(fft.fft2, a) + 0.5 * gpu.run(fft.fft2, b))


@pytest.mark.parametrize("shape", SHAPES)
def test_parseval(gpu, shape):
    x = noise(shape)
    spectrum = gpu.run(fft.fft2, x, norm="ortho")
    assert np.vdot(spectrum, spectrum).real == pytest.approx(np.vdot(x, x).real, rel=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shifted_image_has_a_turned_phase(gpu, shape):
    x = noise(shape)
    fy, fx = frequencies(shape)
    shifted = gpu.run(fft.fft2, np.roll(x, (3, -5), (0, 1)))
    assert_close(shifted, gpu.run(fft.fft2, x) * np.exp(-2j * np.pi * (3 * fy - 5 * fx)))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_turned_phase_has_a_shifted_spectrum(gpu, shape):
    x = noise(shape)
    wave = np.exp(2j * np.pi * 4 * np.arange(shape[1]) / shape[1])
    assert_close(gpu.run(fft.fft2, x * wave), np.roll(gpu.run(fft.fft2, x), 4, 1))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_inverse_of_the_transform_is_the_image(gpu, shape):
    x, image = noise(shape), noise(shape, dtype=np.float32)
    assert_close(gpu.run(fft.ifft2, gpu.run(fft.fft2, x)), x)
    assert_close(gpu.run(fft.irfft2, gpu.run(fft.rfft2, image), columns=shape[1]), image)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_transform_of_the_transform_is_the_image_turned(gpu, shape):
    x = noise(shape)
    twice = gpu.run(fft.fft2, gpu.run(fft.fft2, x, norm="ortho"), norm="ortho")
    assert_close(twice, np.roll(x[::-1, ::-1], 1, (0, 1)))


def test_a_product_of_spectra_is_a_circular_convolution(gpu):
    shape = (12, 15)
    a, b = noise(shape, 0, np.float32), noise(shape, 1, np.float32)
    product = gpu.run(fft.rfft2, a) * gpu.run(fft.rfft2, b)
    by_hand = sum(b[i, j] * np.roll(a.astype(float), (i, j), (0, 1)) for i, j in np.ndindex(shape))
    assert_close(gpu.run(fft.irfft2, product, columns=shape[1]), by_hand)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_spectrum_of_a_real_image_is_hermitian(gpu, shape):
    image = noise(shape, dtype=np.float32)
    spectrum = gpu.run(fft.fft2, image)
    assert_close(np.roll(spectrum[::-1, ::-1], 1, (0, 1)).conj(), spectrum)
    assert_close(gpu.run(fft.rfft2, image), spectrum[:, : shape[1] // 2 + 1])
