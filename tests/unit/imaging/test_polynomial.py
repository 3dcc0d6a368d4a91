"""Against scikit-image's PolynomialTransform, numpy's least squares and scipy's map_coordinates."""

import asyncio

import numpy as np
import pytest
from scipy import ndimage
from skimage import transform

from imaging import polynomial

SHAPE = (90, 130)
GENERATOR = np.random.default_rng(4)
POINTS = GENERATOR.uniform(0, 90, (25, 2))


def bent(degree):
    """Return coefficients of a moderate bend, near the identity."""
    of_x, of_y = polynomial.powers(degree)
    c = GENERATOR.normal(0, 3, (2, len(of_x))) / 60.0 ** (of_x + of_y)
    c[0, (of_x == 1) & (of_y == 0)] += 1
    c[1, (of_x == 0) & (of_y == 1)] += 1
    return c


@pytest.mark.parametrize("degree", [1, 2, 3])
def test_a_polynomial_is_found_again(degree):
    """From points that it moved; `PolynomialTransform` estimates the same."""
    known = transform.PolynomialTransform(bent(degree))
    source = known(POINTS[:, ::-1])[:, ::-1]
    found = polynomial.fit(POINTS, source, degree, SHAPE)
    estimated = transform.PolynomialTransform()
    estimated.estimate(POINTS[:, ::-1], source[:, ::-1], degree)
    power = sum(polynomial.powers(degree))
    for theirs in (known, estimated):
        np.testing.assert_allclose(found.coefficients * 60.0**power, theirs.params * 60.0**power, atol=1e-6)
    assert polynomial.errors(found, POINTS, source).max() < 1e-9


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
def test_what_is_left_is_orthogonal_to_every_term(degree):
    """The normal equations of least squares, for points that no polynomial fits."""
    source = POINTS + GENERATOR.normal(0, 4, POINTS.shape)
    found = polynomial.fit(POINTS, source, degree, SHAPE)
    x, y = found(POINTS[:, 1], POINTS[:, 0])
    design = np.stack([(POINTS[:, 1] / 90) ** m * (POINTS[:, 0] / 90) ** n
                       for m, n in zip(*polynomial.powers(degree), strict=True)])
    np.testing.assert_allclose(design @ np.stack([x - source[:, 1], y - source[:, 0]], 1), 0, atol=1e-8)
    np.testing.assert_allclose(polynomial.errors(found, POINTS, source),
                               np.hypot(x - source[:, 1], y - source[:, 0]))


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
def test_grid_call_and_coefficients_are_one_map(degree):
    found = polynomial.fit(POINTS, POINTS + GENERATOR.normal(0, 4, POINTS.shape), degree, SHAPE)
    y, x = np.indices(SHAPE)
    theirs = transform.PolynomialTransform(found.coefficients)(np.stack([x.ravel(), y.ravel()], 1))
    rows, columns = found.grid(SHAPE)
    np.testing.assert_allclose(np.stack([columns.ravel(), rows.ravel()], 1), theirs, atol=1e-8)
    np.testing.assert_allclose(np.stack(found(x, y)), [columns, rows], atol=1e-8)


@pytest.mark.parametrize(("pairs", "degree"), [(0, 0), (1, 0), (2, 0), (3, 1), (5, 1), (6, 2), (9, 2),
                                               (10, 3)])
def test_few_pairs_fix_a_low_degree(pairs, degree):
    source = POINTS[:pairs] + [3, -2]
    found = polynomial.fit(POINTS[:pairs], source, 3, SHAPE)
    assert found.degree == degree
    assert found.moves.shape == (2, polynomial.terms(degree))
    shift = (3, -2) if pairs else (0, 0)
    np.testing.assert_allclose(found(40.0, 50.0), (40 + shift[1], 50 + shift[0]), atol=1e-6)


CIRCLE = 40 + 30 * np.stack([np.cos(np.arange(12)), np.sin(np.arange(12))], 1)
LINE = np.stack([np.arange(12.0), 2 * np.arange(12.0)], 1)


@pytest.mark.parametrize(("points", "degree"), [(np.full((12, 2), 30.0), 0), (LINE, 0), (CIRCLE, 1)])
def test_points_that_leave_a_degree_open_give_a_lower_one(points, degree):
    """On one place, on a line, on a circle: their shift is found, and nothing wild beside it."""
    found = polynomial.fit(points, points + [1, 0], 3, SHAPE)
    assert found.degree == degree
    y, x = np.indices((30, 30))
    np.testing.assert_allclose(found(x, y), [x, y + 1.0], atol=1e-8)


def test_pairs_are_pairs():
    with pytest.raises(ValueError, match="3 points in the output and 2 in the input"):
        polynomial.fit(POINTS[:3], POINTS[:2], 1, SHAPE)


def test_values_come_from_their_places():
    image = GENERATOR.normal(size=(40, 50))
    places = GENERATOR.uniform(-6, 56, (2, 33, 21))
    output, inside = asyncio.run(polynomial.warped(image, places, background=7))
    want = ndimage.map_coordinates(image, places, order=1, mode="nearest")
    np.testing.assert_allclose(output[inside], want[inside], atol=1e-4)
    np.testing.assert_array_equal(output[~inside], 7)
    np.testing.assert_array_equal(
        inside, (places[0] >= -0.5) & (places[0] < 39.5) & (places[1] >= -0.5) & (places[1] < 49.5))


def test_a_map_of_given_terms_moves_the_edge_by_them():
    """x + a x^2 y at one place, and what it says of its degree."""
    moves = np.zeros((2, 10))
    moves[0, 7], moves[1, 2] = 6.5, -2  # of x^2 y, and of y
    made = polynomial.of_terms(moves, SHAPE)
    u, v = 0.8, -0.5
    x, y = made(64.5 + 65 * u, 44.5 + 65 * v)
    assert (x, y) == pytest.approx((64.5 + 65 * u + 6.5 * u**2 * v, 44.5 + 65 * v - 2 * v))
    assert made.degree == 3
    assert polynomial.of_terms(moves * [[0], [1]], SHAPE).degree == 1
    assert polynomial.of_terms(np.zeros((2, 10)), SHAPE).degree == 0


@pytest.mark.parametrize("shape", [(2, 0), (2, 2), (1, 3), (3,)])
def test_terms_are_those_of_a_degree(shape):
    with pytest.raises(ValueError, match="not \\(2, 1\\), \\(2, 3\\)"):
        polynomial.of_terms(np.zeros(shape), SHAPE)
