"""Outside a `computing` block everything runs on the CPU; tests/gpu compares the GPU with it."""
import asyncio

import numpy as np
import pytest
import skimage.filters
from scipy import ndimage
from skimage.morphology import disk

from imaging import backend, filters

MODES = ["reflect", "constant", "nearest", "mirror", "wrap"]
IMAGE = np.random.default_rng(0).standard_normal((31, 20)).astype(np.float32)


def run(function, *arguments, **options):
    return asyncio.run(function(*arguments, **options))


def assert_close(got, expected, tolerance=1e-6):
    assert got.dtype == np.float32
    assert got.shape == expected.shape
    assert np.abs(got - expected).max() <= tolerance * np.abs(expected).max()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("sigma", "order"), [(2.5, (0, 0)), (1.0, (1, 0)), (12, (0, 2)), (0, (0, 0))])
def test_gaussian(mode, sigma, order):
    expected = ndimage.gaussian_filter(IMAGE.astype(float), sigma, order, mode=mode, cval=2.0)
    assert_close(run(filters.gaussian, IMAGE, sigma, order, mode, cval=2.0), expected)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shape", [(3, 3), (4, 2), (1, 7), (9, 9), (10, 9), (15, 12), (2, 60), (70, 21)])
def test_kernels_small_and_large(mode, shape):
    kernel = np.random.default_rng(1).standard_normal(shape).astype(np.float32)
    for name in ("correlate", "convolve"):
        expected = getattr(ndimage, name)(IMAGE.astype(float), kernel, mode=mode, cval=2.0)
        assert_close(run(getattr(filters, name), IMAGE, kernel, mode, 2.0), expected)


@pytest.mark.parametrize("mode", MODES)
def test_differences(mode):
    precise = IMAGE.astype(float)
    for axis in (0, 1):
        assert_close(run(filters.sobel, IMAGE, axis, mode), ndimage.sobel(precise, axis, mode=mode))
    assert_close(run(filters.sobel_magnitude, IMAGE, mode), skimage.filters.sobel(precise, mode=mode))
    assert_close(run(filters.laplace, IMAGE, mode), ndimage.laplace(precise, mode=mode))


def test_the_magnitude_of_a_step():
    step = np.repeat([[0.0, 0.0, 1.0, 1.0]], 5, axis=0)
    np.testing.assert_allclose(run(filters.sobel_magnitude, step)[:, 1:3], 0.5**0.5, rtol=1e-6)


@pytest.mark.parametrize("name", ["minimum", "maximum", "median"])
@pytest.mark.parametrize("mode", MODES)
def test_order_statistics(name, mode):
    for footprint, mask in (("square", np.ones((7, 7))), ("disc", disk(3))):
        expected = getattr(ndimage, f"{name}_filter")(IMAGE, footprint=mask, mode=mode, cval=0.2)
        np.testing.assert_array_equal(run(getattr(filters, name), IMAGE, 7, footprint, mode, 0.2), expected)


def test_integers_are_taken_as_float32():
    image = np.arange(20, dtype=np.uint8).reshape(4, 5)
    assert run(filters.laplace, image).min() < 0
    assert run(filters.gaussian, image, 1).dtype == np.float32


def test_an_image_may_be_held():
    np.testing.assert_array_equal(run(filters.median, backend.Held(IMAGE), 3), run(filters.median, IMAGE, 3))


@pytest.mark.parametrize(("call", "message"), [
    ((filters.gaussian, IMAGE, -1), "sigma is -1; allowed is 0 or more"),
    ((filters.gaussian, IMAGE, 1, (0, 3)), "order is 3; allowed are 0, 1 and 2"),
    ((filters.gaussian, IMAGE, 1, (0, 0), "edge"), "mode is 'edge'; allowed are 'reflect', 'constant'"),
    ((filters.gaussian, IMAGE[0], 1), r"the image has the shape \(20,\); it must be 2-D"),
    ((filters.convolve, IMAGE, IMAGE[0]), r"the kernel has the shape \(20,\); it must be 2-D"),
    ((filters.sobel, IMAGE, 2), "axis is 2; allowed are 0"),
    ((filters.median, IMAGE, 4), "size is 4; allowed are the odd numbers from 1 to 31"),
    ((filters.minimum, IMAGE, 33), "size is 33; allowed are the odd numbers from 1 to 31"),
    ((filters.maximum, IMAGE, 3, "round"), "footprint is 'round'; allowed are 'square' and 'disc'"),
])
def test_errors_name_what_is_allowed(call, message):
    with pytest.raises(ValueError, match=message):
        run(*call)
