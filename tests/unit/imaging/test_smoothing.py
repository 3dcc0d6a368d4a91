import numpy as np
import pytest

import samples
from imaging.smoothing import gaussian_blur


@pytest.mark.parametrize("sigma", [0.5, 1, 3.7])
def test_blur_is_a_convolution_with_a_sampled_gaussian(sigma):
    image = samples.make("coins").image[:60, :71]
    reach = int(4 * sigma + 0.5)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    padded = np.pad(image.astype(float), reach, mode="symmetric")
    rows = np.apply_along_axis(np.convolve, 0, padded, kernel, mode="valid")
    expected = np.apply_along_axis(np.convolve, 1, rows, kernel, mode="valid")
    blurred = gaussian_blur(image, sigma)
    assert blurred.dtype == np.float32
    np.testing.assert_allclose(blurred, expected, rtol=1e-5)


def test_no_blur_gives_the_values_as_float():
    image = samples.make("coins").image
    blurred = gaussian_blur(image, 0)
    assert blurred.dtype == np.float32
    np.testing.assert_array_equal(blurred, image)


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1)])
def test_thin_images(shape):
    np.testing.assert_allclose(gaussian_blur(np.full(shape, 3), 10), 3, rtol=1e-6)


def test_the_image_itself_is_not_changed():
    image = np.eye(5, dtype=np.float32)
    gaussian_blur(image, 0)[:] = 7
    gaussian_blur(image, 1)
    np.testing.assert_array_equal(image, np.eye(5))


def test_a_negative_width_is_named():
    with pytest.raises(ValueError, match="sigma is -1"):
        gaussian_blur(np.eye(3), -1)
