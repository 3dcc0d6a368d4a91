"""Against scikit-image's AffineTransform and warp, scipy's affine_transform, and closed forms."""

import asyncio

import numpy as np
import pytest
from scipy import ndimage
from skimage import transform

from imaging import affine

IMAGE = np.random.default_rng(0).normal(50, 20, (41, 56)).astype(np.float32)
MATRIX = affine.about(affine.rotation(25) @ affine.shearing(0.3) @ affine.scaling(1.3, -0.8), 27.5, 20)


def transformed(image, matrix, **options):
    return asyncio.run(affine.transformed(image, matrix, **options))


@pytest.mark.parametrize(("scale", "rotation", "shear"),
                         [((1.3, 0.7), 25, 0.4), ((0.2, 4), -170, -1), ((2, -0.5), 90, 0.8)])
def test_the_chain_is_that_of_scikit_image(scale, rotation, shear):
    ours = affine.shift(3, -8) @ affine.rotation(rotation) @ affine.shearing(shear) @ affine.scaling(*scale)
    theirs = transform.AffineTransform(scale=scale, rotation=np.deg2rad(rotation),
                                       shear=(-np.arctan(shear), 0), translation=(3, -8))
    np.testing.assert_allclose(ours, theirs.params, atol=1e-12)
    np.testing.assert_allclose(affine.parts(ours), [*scale, rotation, shear, 3, -8], atol=1e-9)


def test_parts_of_a_mirrored_matrix_make_it_again():
    matrix = affine.shearing(0.5) @ affine.flipping("x") @ affine.rotation(140) @ affine.scaling(2, 3)
    p = affine.parts(matrix)
    assert p.scale_x > 0 > p.scale_y
    again = affine.rotation(p.rotation) @ affine.shearing(p.shear) @ affine.scaling(p.scale_x, p.scale_y)
    np.testing.assert_allclose(again, matrix, atol=1e-12)


def test_no_area_has_no_parts():
    with pytest.raises(ValueError, match="determinant"):
        affine.parts(np.ones((3, 3)))


def test_a_map_about_a_point_leaves_it():
    x, y = affine.applied(affine.about(affine.rotation(33) @ affine.scaling(2, 3), 5, 7), 5.0, 7.0)
    assert (x, y) == pytest.approx((5, 7))


def test_x_turns_towards_y():
    assert affine.applied(affine.rotation(90), 1.0, 0.0) == pytest.approx((0, 1))


def test_angles():
    assert affine.angle(np.array([1, 0]), np.array([-2, 2])) == pytest.approx(135)
    assert affine.angle(np.array([3, 3]), np.array([1, 1])) == pytest.approx(0)


def test_linear_interpolation_is_warp():
    """Near the edge they differ: there `warp` blends with the background."""
    want = transform.warp(IMAGE.astype(float), transform.AffineTransform(MATRIX).inverse, order=1, cval=-1)
    got, inside = transformed(IMAGE, MATRIX, order=1, background=-1)
    well_inside = transform.warp(np.pad(np.ones((37, 52)), 2), transform.AffineTransform(MATRIX).inverse) == 1
    assert well_inside.sum() > 900
    np.testing.assert_allclose(got[well_inside], want[well_inside], atol=1e-4)
    np.testing.assert_array_equal(got[~inside], -1)


@pytest.mark.parametrize("order", [0, 1, 3])
@pytest.mark.parametrize("edge", ["reflect", "wrap", "nearest"])
def test_every_order_is_that_of_scipy(order, edge):
    swap = np.eye(3)[[1, 0, 2]]
    inverse = swap @ np.linalg.inv(MATRIX) @ swap
    want = ndimage.affine_transform(IMAGE.astype(float), inverse, order=order,
                                    mode={"wrap": "grid-wrap"}.get(edge, edge))
    np.testing.assert_allclose(transformed(IMAGE, MATRIX, order=order, edge=edge)[0], want, atol=2e-4)


@pytest.mark.parametrize("order", [0, 1, 3])
@pytest.mark.parametrize(("matrix", "expected"), [
    (np.eye(3), IMAGE),
    (affine.shift(1, 2), np.pad(IMAGE, ((2, 0), (1, 0)))[:-2, :-1]),
    (affine.about(affine.flipping("x"), 27.5, 20), IMAGE[:, ::-1]),
    (affine.about(affine.flipping("y"), 27.5, 20), IMAGE[::-1]),
    (affine.about(affine.rotation(180), 27.5, 20), IMAGE[::-1, ::-1]),
])
def test_whole_pixels_move_exactly(matrix, expected, order):
    np.testing.assert_allclose(transformed(IMAGE, matrix, order=order)[0], expected, atol=1e-4)


def test_an_enlarged_pixel_is_a_square():
    """At factor 3 about the middle of a pixel, with the nearest pixel: nine output pixels for each."""
    image = np.arange(25, dtype=float).reshape(5, 5)
    got, inside = transformed(image, affine.about(affine.scaling(3, 3), 2, 2), order=0)
    np.testing.assert_array_equal(got, np.kron(image, np.ones((3, 3)))[5:10, 5:10])
    assert inside.all()


def test_the_area_inside_follows_the_determinant():
    inside = transformed(np.ones((200, 200)), affine.about(affine.scaling(0.5, 0.4), 99.5, 99.5))[1]
    assert inside.mean() == pytest.approx(0.2)


@pytest.mark.parametrize("matrix", [
    MATRIX, np.eye(3), affine.rotation(90), affine.about(affine.rotation(90), 27.5, 20),
    affine.shift(0.5, -0.5),
    affine.about(affine.flipping("x"), 27.5, 20), affine.about(affine.scaling(0.2, 4), 27.5, 20),
    affine.shearing(-1), affine.shift(0, 500), affine.shift(-500, 0)])
def test_what_comes_from_inside_the_input(matrix):
    """Each pixel by itself through the inverse matrix."""
    rows, columns = IMAGE.shape
    y, x = np.mgrid[:rows, :columns].reshape(2, -1)
    from_x, from_y = np.round(np.linalg.solve(matrix, [x, y, np.ones(x.size)])[:2], 9)
    want = (from_x >= -0.5) & (from_x < columns - 0.5) & (from_y >= -0.5) & (from_y < rows - 0.5)
    np.testing.assert_array_equal(transformed(IMAGE, matrix)[1], want.reshape(IMAGE.shape))
