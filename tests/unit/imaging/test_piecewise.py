"""The map of a mesh against scikit-image's piecewise affine transform on the same triangles."""

import numpy as np
import pytest
from skimage.transform import PiecewiseAffineTransform

from imaging import piecewise

MESHES = [((9, 9), (64, 64)), ((3, 3), (50, 33)), ((5, 4), (41, 70)), ((2, 2), (20, 30))]
meshes = pytest.mark.parametrize(("lines", "shape"), MESHES)
#: Sheared by so little, Delaunay's triangulation has our diagonals.
SHEAR = np.array([[1, -1e-6], [0, 1]])


def whole(shape):
    return tuple(slice(0, n) for n in shape)


def moved(lines, shape, by=0.2, seed=3):
    """Return points at rest, the same moved by a part of a cell, and the triangles."""
    at_rest = piecewise.rest(lines, shape)
    cell = np.array(shape) / (np.array(lines) - 1)
    moves = np.random.default_rng(seed).uniform(-by, by, at_rest.shape) * cell
    return at_rest, at_rest + moves, piecewise.triangles(lines)


def there(at_rest, points):
    """Return where scikit-image moves (row, column) places at rest."""
    transform = PiecewiseAffineTransform()
    assert transform.estimate(at_rest @ SHEAR.T, points)
    return lambda places: transform(places @ SHEAR.T)


@meshes
def test_the_places_are_those_that_scikit_image_moves_to_the_pixels(lines, shape):
    at_rest, points, corners = moved(lines, shape)
    places, _ = piecewise.places(at_rest, points, corners, whole(shape))
    found = places[0] > -1
    assert found.mean() > 0.6
    back = there(at_rest, points)(places[:, found].T.astype(float))
    inside = (back != -1).all(1)  # scikit-image has nothing for what rounding has put beyond the rim
    assert inside.mean() > 0.95
    np.testing.assert_allclose(back[inside], np.argwhere(found)[inside], atol=1e-3)


def test_it_is_the_transform_from_moved_to_rest_where_the_triangles_are_the_same():
    lines, shape = (5, 5), (60, 80)
    at_rest = piecewise.rest(lines, shape)
    generator = np.random.default_rng(1)
    points = at_rest @ np.array([[1, -0.15], [0, 1]]).T + generator.normal(0, 0.4, at_rest.shape)
    places, _ = piecewise.places(at_rest, points, piecewise.triangles(lines), whole(shape))
    oracle = PiecewiseAffineTransform()
    assert oracle.estimate(points, at_rest)
    pixels = np.argwhere(np.ones(shape))
    want = oracle(pixels).T.reshape(2, *shape)
    found = (want[0] != -1) & (places[0] > -1)
    assert found.mean() > 0.6
    close = np.abs(places - want).max(0)[found] < 1e-3
    # Along a slanted rim Delaunay adds triangles of its own: slivers.
    assert close.mean() > 0.98


@meshes
def test_at_rest_nothing_moves(lines, shape):
    at_rest, _, corners = moved(lines, shape)
    places, folded = piecewise.places(at_rest, at_rest, corners, whole(shape))
    np.testing.assert_allclose(places, np.indices(shape), atol=1e-5)
    assert not folded.any()
    assert piecewise.areas(at_rest, corners).sum() == pytest.approx(np.prod(shape))
    assert (piecewise.areas(at_rest, corners) > 0).all()


@meshes
def test_no_pixel_inside_is_missed(lines, shape):
    """The rim stays, so the mesh covers the image whatever its inner points do."""
    at_rest, points, corners = moved(lines, shape, by=2.0)
    rim = ((at_rest == at_rest.min(0)) | (at_rest == at_rest.max(0))).any(1)
    points[rim] = at_rest[rim]
    places, folded = piecewise.places(at_rest, points, corners, whole(shape))
    assert (places > -1).all()
    assert folded.any() == (piecewise.areas(points, corners) < 0).any()


def test_a_triangle_turned_over_is_told_and_lies_below():
    lines, shape = (3, 3), (60, 60)
    at_rest, _, corners = moved(lines, shape)
    points = at_rest.copy()
    points[4] = (29.5, 70.0)  # the middle, dragged beyond the right edge
    areas = piecewise.areas(points, corners)
    places, folded = piecewise.places(at_rest, points, corners, whole(shape))
    assert (areas < 0).sum() == 2
    assert folded.any()
    # Those that are not turned over fill the image to where they reach: their places come first.
    only, _ = piecewise.places(at_rest, points, corners[areas > 0], whole(shape))
    seen = only[0] > -1
    np.testing.assert_array_equal(places[:, seen], only[:, seen])


@pytest.mark.parametrize("point", [0, 7, 12, 24])
def test_outside_of_what_has_changed_all_is_as_it_was(point):
    lines, shape = (5, 5), (61, 84)
    at_rest, before, corners = moved(lines, shape)
    after = before.copy()
    after[point] += (3.3, -7.1)
    window = piecewise.changed(before, after, corners, shape)
    old, new = (piecewise.places(at_rest, points, corners, whole(shape))[0] for points in (before, after))
    part, _ = piecewise.places(at_rest, after, corners, window)
    assert 0 < part[0].size < 0.6 * np.prod(shape)
    np.testing.assert_array_equal(part, new[:, *window])
    old[:, *window] = part
    np.testing.assert_array_equal(old, new)


def test_nothing_changed_is_an_empty_window():
    at_rest, points, corners = moved((3, 3), (20, 20))
    window = piecewise.changed(points, points, corners, (20, 20))
    assert np.empty((20, 20))[window].size == 0
    assert piecewise.places(at_rest, points, corners, window)[0].size == 0


def test_collapsed_triangles_and_far_points_cover_nothing():
    at_rest, _, corners = moved((3, 3), (20, 30))
    for points in (np.zeros_like(at_rest), at_rest + 1e8, np.repeat(at_rest[:, :1], 2, axis=1)):
        places, folded = piecewise.places(at_rest, points, corners, whole((20, 30)))
        assert (places == -2).all()
        assert not folded.any()


@pytest.mark.parametrize("lines", [(2, 2), (2, 3), (3, 2), (4, 5), (5, 4), (9, 9)])
def test_the_outline_draws_every_line_of_the_grid_and_none_across(lines):
    at = np.stack(np.unravel_index(piecewise.outline(lines), lines), 1)
    assert np.abs(np.diff(at, axis=0)).sum(1).max() == 1
    drawn = {tuple(sorted(map(tuple, pair))) for pair in zip(at.tolist(), at[1:].tolist(), strict=False)}
    drawn = {pair for pair in drawn if pair[0] != pair[1]}
    down, across = lines
    assert len(drawn) == down * (across - 1) + across * (down - 1)
