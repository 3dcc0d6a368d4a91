import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import ndimage

from gpu import edges, spectra

MODES = list(edges.CODES)
shapes = st.tuples(st.integers(1, 40), st.integers(1, 40))
few = settings(max_examples=8, deadline=None, derandomize=True,
               suppress_health_check=[HealthCheck.function_scoped_fixture])


def noise(shape, seed=0, dtype=np.float32):
    rng = np.random.default_rng(seed)
    values = rng.standard_normal(shape) + (1j * rng.standard_normal(shape) if dtype == np.complex64 else 0)
    return values.astype(dtype)


def assert_close(got, expected, tolerance=1e-5):
    assert got.shape == expected.shape
    assert np.abs(got - expected).max() <= tolerance * np.abs(expected).max()


def convolved(image, kernel, mode, cval=0.0):
    return ndimage.convolve(image.astype(float), kernel.astype(float), mode=mode, cval=cval)


@pytest.mark.parametrize("shape", [(1,), (5, 7), (3, 31, 60)])
def test_multiply(gpu, shape):
    a, b = noise(shape, 0, np.complex64), noise(shape, 1, np.complex64)
    assert_close(gpu.run(spectra.multiply, a, b), a.astype(complex) * b, 3e-7)
    assert_close(gpu.run(spectra.multiply, a, b, conjugate=True), a.astype(complex) * b.conj(), 3e-7)
    np.testing.assert_array_equal(gpu.run(spectra.multiply, a, b.real), a * b.real)


@pytest.mark.parametrize("dtype", [np.float32, np.complex64])
def test_multiply_a_batch_by_the_same_factors(gpu, dtype):
    a, b = noise((4, 6, 5), 0, np.complex64), noise((6, 5), 1, dtype)
    assert_close(gpu.run(spectra.multiply, a, b), a.astype(complex) * b, 3e-7)


@pytest.mark.parametrize("shape", [(1, 1), (8, 16), (60, 97), (97, 60), (3, 7, 8)])
def test_filter_image(gpu, shape):
    image = noise(shape)
    rows, columns = shape[-2:]
    mask = np.random.default_rng(1).random((rows, columns // 2 + 1)).astype(np.float32)
    half = np.fft.rfft2(image.astype(float))
    got = gpu.run(spectra.filter_image, half.astype(np.complex64), mask, columns=columns)
    assert_close(got, np.fft.irfft2(half * mask, (rows, columns), (-2, -1)), 1e-6)


def test_filter_image_whose_spectrum_stays(gpu):
    image = noise((600, 800))
    masks = np.random.default_rng(1).random((2, 600, 401)).astype(np.float32)
    half = np.fft.rfft2(image.astype(float))
    for got, mask in zip(gpu.call(_filtered, image, masks), masks, strict=True):
        assert_close(got, np.fft.irfft2(half * mask), 1e-6)


async def _filtered(device, image, masks):
    from gpu import fft, spectra

    half = await device.run(fft.rfft2, image, keep=True)
    return [await device.run(spectra.filter_image, half, mask, columns=800) for mask in masks]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("shape", "first", "into"), [
    ((5, 7), (-3, -4), (12, 16)), ((2, 3), (-9, -11), (20, 31)), ((1, 1), (-2, 0), (5, 3)),
    ((2, 4, 5), (-1, 2), (7, 4)),
])
def test_window_beyond_the_edges_is_a_pad(gpu, mode, shape, first, into):
    image = noise(shape)
    numpys = {"reflect": "symmetric", "nearest": "edge", "mirror": "reflect"}.get(mode, mode)
    far = [(0, 0)] * (len(shape) - 2) + [(20, 40), (20, 40)]
    padded = np.pad(image, far, numpys, **({"constant_values": 2.5} if mode == "constant" else {}))
    top, left = 20 + first[0], 20 + first[1]
    expected = padded[..., top : top + into[0], left : left + into[1]]
    got = gpu.run(spectra.window, image, first=first, shape=into, mode=mode, cval=2.5)
    np.testing.assert_array_equal(got, expected)


def test_window_inside_is_a_crop(gpu):
    image = noise((2, 31, 60))
    got = gpu.run(spectra.window, image, first=(3, 5), shape=(7, 16))
    np.testing.assert_array_equal(got, image[:, 3:10, 5:21])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("shape", "kernel"), [((31, 60), (5, 7)), ((97, 128), (4, 6)), ((5, 3), (9, 8)),
                                               ((1, 16), (3, 1)), ((128, 1), (1, 2)), ((1, 1), (1, 1))])
def test_convolve(gpu, mode, shape, kernel):
    image, weights = noise(shape), noise(kernel, 1)
    assert_close(gpu.run(spectra.convolve, image, weights, mode=mode, cval=2.0),
                 convolved(image, weights, mode, 2.0))


@pytest.mark.parametrize("content", ["impulse", "constant", "ramp", "offset"])
def test_convolve_contents(gpu, content):
    shape = (97, 128)
    image = {"impulse": np.eye(*shape) * np.eye(*shape)[40], "constant": np.full(shape, 0.7),
             "ramp": np.arange(97 * 128).reshape(shape), "offset": 1e6 + noise(shape)}[content]
    image = image.astype(np.float32)
    weights = np.random.default_rng(1).random((16, 11)).astype(np.float32)
    assert_close(gpu.run(spectra.convolve, image, weights), convolved(image, weights, "reflect"))


def test_convolve_a_large_image_with_a_large_kernel(gpu):
    image, weights = noise((601, 799)), noise((61, 60), 1)
    assert_close(gpu.run(spectra.convolve, image, weights, mode="wrap"), _by_numpy(image, weights))


def _by_numpy(image, weights):
    """Circular convolution, with the middle of the kernel at (m // 2, n // 2)."""
    kernel = np.zeros(image.shape)
    kernel[: weights.shape[0], : weights.shape[1]] = weights
    kernel = np.roll(kernel, (-(weights.shape[0] // 2), -(weights.shape[1] // 2)), (0, 1))
    return np.fft.irfft2(np.fft.rfft2(image.astype(float)) * np.fft.rfft2(kernel), image.shape)


def test_convolve_a_batch(gpu):
    images, weights = noise((3, 16, 31)), noise((5, 3), 1)
    expected = np.stack([convolved(image, weights, "mirror") for image in images])
    assert_close(gpu.run(spectra.convolve, images, weights, mode="mirror"), expected)


@few
@given(shape=shapes, kernel=st.tuples(st.integers(1, 12), st.integers(1, 12)), mode=st.sampled_from(MODES))
def test_convolve_random_shapes(gpu, shape, kernel, mode):
    image, weights = noise(shape), noise(kernel, 1)
    assert_close(gpu.run(spectra.convolve, image, weights, mode=mode), convolved(image, weights, mode))
