"""Outside a `computing` block everything runs on the CPU; tests/gpu compares the GPU with it."""

import asyncio

import numpy as np
import pytest
from scipy import ndimage
from skimage import transform

from imaging import warping

MODES = ["constant", "reflect", "nearest", "mirror", "wrap"]
IMAGE = np.random.default_rng(0).standard_normal((31, 20)).astype(np.float32)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", [0, 1, 3])
def test_affine_is_affine_transform(order, mode):
    matrix = np.array([[0.9137, -0.2981, 2.7192], [0.2541, 1.0973, -1.3359], [0, 0, 1]])
    got = asyncio.run(warping.affine(IMAGE, matrix, shape=(17, 40), order=order, mode=mode, cval=3.0))
    want = ndimage.affine_transform(IMAGE.astype(float), matrix, output_shape=(17, 40), order=order,
                                    mode={"wrap": "grid-wrap"}.get(mode, mode), cval=3.0)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, want, atol=1e-5)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", [0, 1, 3])
def test_a_source_gives_what_its_image_gives(order, mode):
    matrix = np.array([[0.9137, -0.2981, 2.7192], [0.2541, 1.0973, -6.3359], [1e-3, 0, 1]])
    source = warping.Source((50 * IMAGE).astype(np.int16))
    for _ in range(2):
        got = asyncio.run(warping.affine(source, matrix, order=order, mode=mode, cval=3.0))
        want = asyncio.run(warping.affine(source.array, matrix, order=order, mode=mode, cval=3.0))
        assert got.dtype == np.float32
        np.testing.assert_allclose(got, want, atol=2e-5)


def test_affine_projects():
    """The corners of the result come from where the matrix says."""
    matrix = 2 * np.array([[0.9, 0.1, 1.0], [0.2, 0.8, 2.0], [5e-3, 2e-3, 1]])
    ramp = np.indices((60, 60)) * [[[1.0]], [[100.0]]]
    got = asyncio.run(warping.affine(ramp.sum(0), matrix, shape=(31, 20), order=1))
    for row, column in ((0, 0), (30, 0), (0, 19), (30, 19)):
        a, b, w = matrix @ (row, column, 1)
        assert got[row, column] == pytest.approx(a / w + 100 * b / w, rel=1e-6)


@pytest.mark.parametrize("degree", [1, 2, 5])
def test_polynomial_is_that_of_scikit_image(degree):
    terms = (degree + 1) * (degree + 2) // 2
    powers = np.array([j for j in range(degree + 1) for i in range(j + 1)])
    coefficients = np.random.default_rng(degree).uniform(-1, 1, (2, terms)) / 30.0**powers
    coefficients[[0, 1], [1, 2]] += 0.8
    got = asyncio.run(warping.polynomial(IMAGE, coefficients, order=1, mode="nearest"))
    map_back = transform.PolynomialTransform(coefficients)
    want = transform.warp(IMAGE.astype(float), map_back, order=1, mode="edge", clip=False)
    np.testing.assert_allclose(got, want, atol=1e-5)


@pytest.mark.parametrize("scaling", ["linear", "log"])
@pytest.mark.parametrize("options", [{}, {"centre": (14.2, 8.0), "radius": 9.0, "shape": (50, 12)}])
def test_polar_is_warp_polar(scaling, options):
    got = asyncio.run(warping.polar(IMAGE, scaling=scaling, mode="reflect", **options))
    radius, shape = options.get("radius"), options.get("shape")
    want = transform.warp_polar(IMAGE.astype(float), options.get("centre"), radius=radius, output_shape=shape,
                                scaling=scaling, mode="symmetric", clip=False)
    assert got.shape == want.shape
    np.testing.assert_allclose(got, want, atol=1e-5)


def test_coordinates_is_map_coordinates():
    places = np.random.default_rng(1).uniform(-5, 35, (2, 7, 4))
    got = asyncio.run(warping.coordinates(IMAGE, places, cval=np.nan))
    want = ndimage.map_coordinates(IMAGE.astype(float), places, cval=np.nan)
    np.testing.assert_allclose(got, want, atol=1e-5)


def test_integers_are_not_rounded():
    got = asyncio.run(warping.coordinates(np.array([[0, 1]], np.uint8), [[0.0], [0.5]], order=1))
    assert got.tolist() == [0.5]


def test_arguments():
    with pytest.raises(ValueError, match="order is 2; allowed are 0, 1, 3"):
        asyncio.run(warping.affine(IMAGE, np.eye(3), order=2))
    with pytest.raises(ValueError, match="mode is 'edge'"):
        asyncio.run(warping.affine(IMAGE, np.eye(3), mode="edge"))
    with pytest.raises(ValueError, match=r"the matrix has the shape \(2, 2\)"):
        asyncio.run(warping.affine(IMAGE, np.eye(2)))
    with pytest.raises(ValueError, match=r"the coefficients have the shape \(2, 5\)"):
        asyncio.run(warping.polynomial(IMAGE, np.ones((2, 5))))
    with pytest.raises(ValueError, match="the radius is 0.5; more than 1 is needed"):
        asyncio.run(warping.polar(IMAGE, radius=0.5, scaling="log"))
    with pytest.raises(ValueError, match=r"the places have the shape \(3, 5\)"):
        asyncio.run(warping.coordinates(IMAGE, np.ones((3, 5))))
