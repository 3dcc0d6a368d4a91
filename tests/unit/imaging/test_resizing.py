"""Resizing against scipy, to the last digit."""
import numpy as np
import pytest
from scipy import ndimage

from imaging.resizing import gaussian, stretched

SHAPES = [(1, 1), (1, 9), (7, 1), (12, 12), (31, 50)]


def noise(shape):
    return np.random.default_rng(0).normal(100, 50, shape)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("new", [*SHAPES, (53, 20)])
def test_stretching_is_scipys_zoom(shape, new):
    image = noise(shape)
    factors = np.divide(new, shape)
    expected = ndimage.zoom(image, factors, order=1, mode="nearest", grid_mode=True)
    np.testing.assert_array_equal(stretched(image, new), expected)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("sigma", [0.1, 0.14, 1.0, 7.3])
def test_the_gaussian_is_scipys(shape, sigma):
    image = noise(shape)
    before = image.copy()
    np.testing.assert_array_equal(gaussian(image, sigma), ndimage.gaussian_filter(image, sigma))
    np.testing.assert_array_equal(image, before)
