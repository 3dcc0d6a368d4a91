import numpy as np
import pytest
from skimage import color

from imaging.srgb import from_lab, from_linear, to_lab, to_linear

COLOURS = np.random.default_rng(0).random((500, 3))


def test_lab_is_scikit_images():
    np.testing.assert_allclose(to_lab(COLOURS), color.rgb2lab(COLOURS), atol=0.02)
    image = COLOURS.reshape(20, 25, 3)
    np.testing.assert_array_equal(to_lab(image), to_lab(COLOURS).reshape(20, 25, 3))


def test_luminance_is_scikit_images():
    light = to_linear(COLOURS) @ [0.2126729, 0.7151522, 0.0721750]
    np.testing.assert_allclose(light, color.rgb2xyz(COLOURS)[:, 1], atol=1e-4)


def test_greys_have_no_colour():
    lab = to_lab(np.linspace(0, 1, 11)[:, None].repeat(3, 1))
    np.testing.assert_allclose(lab[:, 1:], 0, atol=1e-9)
    assert lab[[0, -1], 0] == pytest.approx([0, 100])


def test_there_and_back():
    np.testing.assert_allclose(from_linear(to_linear(COLOURS)), COLOURS, atol=1e-6)
    np.testing.assert_allclose(from_lab(to_lab(COLOURS)), COLOURS, atol=1e-6)
    dark = np.array([[0.0, 1e-3, 0.04]])
    np.testing.assert_allclose(from_lab(to_lab(dark)), dark, atol=1e-6)
