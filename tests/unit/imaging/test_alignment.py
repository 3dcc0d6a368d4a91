"""Maps against scikit-image's transforms, numpy's least squares, and points that a known map moved."""

import numpy as np
import pytest
from skimage import transform

from imaging import affine, alignment

SHAPE = (90, 130)
GENERATOR = np.random.default_rng(8)
POINTS = GENERATOR.uniform(0, 90, (12, 2))
TURN = affine.rotation(20) @ affine.scaling(1.1, 1.1)
KNOWN = {
    "identity": np.eye(3),
    "translation": affine.shift(4, -7),
    "euclidean": affine.shift(4, -7) @ affine.rotation(20),
    "similarity": affine.shift(4, -7) @ TURN,
    "affine": affine.shift(4, -7) @ affine.shearing(0.2) @ TURN @ affine.scaling(1, 0.8),
    "projective": affine.shift(4, -7) @ TURN @ np.array([[1, 0, 0], [0, 1, 0], [8e-4, -1e-3, 1]]),
}
LINE = np.stack([np.arange(12.0), 2 * np.arange(12.0)], 1)


def through(matrix, points):
    """Return (row, column) points that scikit-image takes through a matrix."""
    return transform.ProjectiveTransform(matrix)(points[:, ::-1])[:, ::-1]


def landed(fitted, points):
    return np.stack(fitted(points[:, 1], points[:, 0])[::-1], 1)


@pytest.mark.parametrize("model", KNOWN)
def test_a_map_is_found_again(model):
    """By itself and by every richer one, from points that it moved."""
    static = through(KNOWN[model], POINTS)
    for richer in list(KNOWN)[list(KNOWN).index(model):]:
        fitted = alignment.fit(POINTS, static, richer, SHAPE)
        assert fitted.model == richer
        np.testing.assert_allclose(fitted.matrix / fitted.matrix[2, 2], KNOWN[model] / KNOWN[model][2, 2],
                                   atol=1e-8)
        np.testing.assert_allclose(landed(fitted, POINTS), static, atol=1e-8)


@pytest.mark.parametrize("model", ["euclidean", "similarity", "affine", "projective"])
def test_points_that_no_map_fits(model):
    """scikit-image's affine map is not quite that of least squares in the static image; numpy's is."""
    static = through(KNOWN["similarity"], POINTS) + GENERATOR.normal(0, 1, POINTS.shape)
    fitted = alignment.fit(POINTS, static, model, SHAPE)
    theirs = transform.estimate_transform(model, POINTS[:, ::-1], static[:, ::-1])
    if model == "affine":
        design = np.column_stack([POINTS[:, ::-1], np.ones(len(POINTS))])
        solved = np.linalg.lstsq(design, static[:, ::-1], rcond=None)[0]
        np.testing.assert_allclose(fitted.matrix[:2], solved.T, atol=1e-9)
    np.testing.assert_allclose(landed(fitted, POINTS), theirs(POINTS[:, ::-1])[:, ::-1],
                               atol=0.1 if model == "affine" else 1e-6)


def test_a_polynomial_is_found_again_and_inverted():
    """scikit-image takes static points back to moving ones; our map brings those to where they came from."""
    back = transform.PolynomialTransform(np.array([[3, 1.02, 0.05, 4e-4, -6e-4, 2e-4],
                                                   [-2, -0.03, 0.97, 3e-4, 2e-4, -5e-4]]))
    static = GENERATOR.uniform(0, 90, (20, 2))
    moving = back(static[:, ::-1])[:, ::-1]
    fitted = alignment.fit(moving, static, "polynomial", SHAPE)
    assert fitted.model == "polynomial"
    np.testing.assert_allclose(landed(fitted, moving), static, atol=1e-7)
    rows, columns = fitted.sources(SHAPE)
    y, x = np.indices(SHAPE)
    np.testing.assert_allclose(np.stack([columns, rows], -1).reshape(-1, 2),
                               back(np.stack([x.ravel(), y.ravel()], 1)), atol=1e-8)


@pytest.mark.parametrize("model", ["translation", "euclidean", "similarity", "affine", "polynomial"])
def test_least_squares_leaves_less_than_any_map_nearby(model):
    static = POINTS + GENERATOR.normal(0, 3, POINTS.shape)
    fitted = alignment.fit(POINTS, static, model, SHAPE)
    best = np.sum((landed(fitted, POINTS) - static) ** 2)
    middle = static.mean(0)[::-1]
    nudges = [affine.shift(0.1, 0), affine.shift(0, -0.1)]
    if model != "translation":
        nudges += [affine.rotation(0.2), affine.rotation(-0.2)]
    if model not in ("translation", "euclidean"):
        nudges += [affine.scaling(1.003, 1.003), affine.scaling(0.997, 0.997)]
    if model == "polynomial":  # its squares are those in the moving image, where the fit is nearly the same
        best *= 0.9
    for nudge in nudges:
        there = landed(fitted, POINTS)
        nudged = through(affine.about(nudge, *middle), there)
        assert np.sum((nudged - static) ** 2) > best


@pytest.mark.parametrize(("model", "pairs", "fitted"), [
    ("polynomial", 5, "affine"), ("polynomial", 2, "similarity"), ("projective", 3, "affine"),
    ("projective", 2, "similarity"), ("affine", 2, "similarity"), ("similarity", 1, "translation"),
    ("euclidean", 1, "translation"), ("translation", 0, "identity"), ("projective", 0, "identity"),
    ("polynomial", 6, "polynomial"), ("projective", 4, "projective"), ("affine", 3, "affine"),
])
def test_few_pairs_fix_a_simple_map(model, pairs, fitted):
    static = through(affine.shift(3, 5), POINTS[:pairs])
    found = alignment.fit(POINTS[:pairs], static, model, SHAPE)
    assert found.model == fitted
    np.testing.assert_allclose(landed(found, POINTS[:pairs]), static, atol=1e-6)


@pytest.mark.parametrize(("points", "spread", "fitted"), [
    (np.full((12, 2), 30.0), 0, "translation"), (LINE, 1, "similarity"), (POINTS, 2, "projective")])
def test_points_on_one_place_or_line_leave_maps_open(points, spread, fitted):
    assert alignment.spread(points) == spread
    for moving, static in ((points, POINTS), (POINTS, points)):
        found = alignment.fit(moving, static, "projective", SHAPE)
        assert list(alignment.PAIRS).index(found.model) <= list(alignment.PAIRS).index(fitted)
        assert np.isfinite(found.matrix).all()
        assert np.isfinite(found.sources(SHAPE)).all()


def test_three_of_four_on_a_line_fix_no_projective_map():
    points = np.array([[10.0, 10], [20, 20], [30, 30], [10, 60]])
    assert alignment.fit(points, points + [1, 0], "projective", SHAPE).model == "affine"


def test_pairs_on_either_side_of_the_horizon_are_no_view_of_a_plane():
    square = np.array([[0.0, 0], [0, 50], [50, 50], [50, 0]])
    crossed = square[[0, 2, 1, 3]]
    assert alignment.fit(square, crossed, "projective", SHAPE).model in ("affine", "similarity")


def test_mirrored_points_are_never_mirrored_by_a_rotation():
    fitted = alignment.fit(POINTS, POINTS[:, ::-1], "similarity", SHAPE)
    assert np.linalg.det(fitted.matrix) > 0


@pytest.mark.parametrize("model", ["similarity", "affine", "projective", "polynomial"])
def test_sources_are_where_the_map_comes_from(model):
    fitted = alignment.fit(POINTS, through(KNOWN["projective"], POINTS), model, SHAPE)
    rows, columns = fitted.sources(SHAPE)
    for row, column in ((0, 0), (40, 60), (89, 3)):
        np.testing.assert_allclose(fitted(columns[row, column], rows[row, column]), (column, row), atol=1e-6)


def test_behind_the_horizon_lies_nothing():
    """x = 100 of the moving image is the horizon; what a static pixel would see beyond it is left out."""
    fitted = alignment.Alignment("projective", np.array([[1, 0, 0], [0, 1, 0], [-0.01, 0, 1.0]]))
    rows, columns = fitted.sources((10, 10))
    assert (columns < 100).all()
    back = np.array([[1, 0, 0], [0, 1, 0], [-0.2, 0, 1.0]])
    turned = alignment.Alignment("projective", np.linalg.inv(back))
    rows, columns = turned.sources((10, 10))
    assert (columns[:, 6:] == -2).all()
    assert (columns[:, :5] >= 0).all()


@pytest.mark.parametrize("model", ["similarity", "projective", "polynomial"])
def test_the_tangent_touches(model):
    back = transform.PolynomialTransform(np.array([[3, 1.02, 0.05, 4e-4, -6e-4, 2e-4],
                                                   [-2, -0.03, 0.97, 3e-4, 2e-4, -5e-4]]))
    static = GENERATOR.uniform(0, 90, (20, 2))
    moving = back(static[:, ::-1])[:, ::-1]
    if model != "polynomial":
        moving, static = POINTS, through(KNOWN["projective"], POINTS)
    fitted = alignment.fit(moving, static, model, SHAPE)
    tangent = fitted.tangent(40.0, 50.0)
    np.testing.assert_array_equal(tangent[2], [0, 0, 1])
    for dx, dy in ((0, 0), (1e-3, 0), (0, 1e-3)):
        x, y = 40 + dx, 50 + dy
        np.testing.assert_allclose(tangent @ (x, y, 1), [*fitted(x, y), 1], atol=1e-6)


def test_no_tangent_beyond_the_horizon():
    fitted = alignment.Alignment("projective", np.array([[1, 0, 0], [0, 1, 0], [-0.01, 0, 1.0]]))
    assert fitted.tangent(120.0, 5.0) is None
    assert fitted.tangent(100.0, 5.0) is None
    assert np.isfinite(fitted(np.array([100.0]), np.array([5.0]))).all()


def test_what_cannot_be_fitted_is_named():
    with pytest.raises(ValueError, match="model is 'spline'; allowed are identity, translation"):
        alignment.fit(POINTS, POINTS, "spline", SHAPE)
    with pytest.raises(ValueError, match="3 moving and 2 static points"):
        alignment.fit(POINTS[:3], POINTS[:2], "affine", SHAPE)
