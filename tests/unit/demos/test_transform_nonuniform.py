"""The output against scikit-image's map, folds, and that a drag computes a part anew and gives the same."""
import re

import numpy as np
import pytest
from scipy import ndimage
from skimage.transform import PiecewiseAffineTransform

from imaging import piecewise
from livedemo import discovery
from livedemo.state import default_state

DEMO = discovery.load("transform-nonuniform")
CONTROLS = {control.name: control for control in DEMO.controls}
SIZES = {"3": "points_3", "5": "points_5", "9": "points"}
each_size = pytest.mark.parametrize(("size", "name"), SIZES.items())


def image(shape=(90, 120)):
    """Return waves, which linear interpolation can follow."""
    row, column = np.indices(shape)
    return (100 + 30 * np.sin(row / 5) + 20 * np.cos(column / 7)).astype(np.float32)


def at_rest(size):
    return np.array(CONTROLS[SIZES[size]].cleared)


def noisy(size, by, seed=4):
    points = at_rest(size)
    return points + np.random.default_rng(seed).uniform(-by, by, points.shape) * 100 / (int(size) - 1)


@each_size
def test_the_grid_at_rest_changes_nothing(size, name, compute):
    result = compute(DEMO, {"size": size, name: at_rest(size).tolist()}, image())
    np.testing.assert_allclose(result.arrays["output"], image(), atol=1e-3)
    assert result.summary.startswith(f"{size} × {size} points at rest")
    assert len(at_rest(size)) == int(size) ** 2


@each_size
def test_the_output_is_the_image_moved_by_scikit_images_map(size, name, compute):
    points = noisy(size, 0.15)
    arrays = compute(DEMO, {"size": size, name: points.tolist()}, image()).arrays
    shape = np.array(image().shape)
    source, target = at_rest(size) / 100 * shape - 0.5, points / 100 * shape - 0.5
    # What is seen at a place at rest must be seen where the map takes it. A shear decides between diagonals.
    forward, shear = PiecewiseAffineTransform(), [[1, 0], [-1e-6, 1]]
    assert forward.estimate(source @ shear, target)
    places = np.random.default_rng(5).uniform(3, shape - 4, (4000, 2))
    there = forward(places @ shear)
    inside = ((there > 1) & (there < shape - 2)).all(1)
    assert inside.mean() > 0.8
    want = ndimage.map_coordinates(image().astype(float), places[inside].T, order=1)
    seen = ndimage.map_coordinates(arrays["output"].astype(float), there[inside].T, order=1)
    assert np.abs(seen - want).mean() < 0.6  # twice interpolated linearly
    assert np.quantile(np.abs(seen - want), 0.99) < 3


def test_a_point_is_felt_by_the_triangles_around_it_only(compute):
    points = at_rest("5")
    points[12] += (4, -6)
    result = compute(DEMO, {"size": "5", "points_5": points.tolist()}, image())
    assert (np.abs(result.arrays["area"] - 1) > 1e-9).sum() <= 6
    moved = np.abs(result.arrays["output"] - image()) > 1e-3
    rows, columns = np.nonzero(moved)
    assert moved.any()
    assert 22 <= rows.min() <= rows.max() <= 67  # a quarter to three quarters of 90 rows, and of 120 columns
    assert 29 <= columns.min() <= columns.max() <= 89


def test_a_drag_computes_a_part_anew_and_gives_the_same(compute, prepare):
    prepared = prepare(DEMO, {}, image())
    points = noisy("9", 0.2)
    for step in range(4):
        points[40 + step] += (1.5, -2.5)
        state = {"points": points.tolist()}
        dragged, anew = compute(DEMO, state, image(), prepared=prepared), compute(DEMO, state, image())
        assert dragged.summary == anew.summary
        for name, array in anew.arrays.items():
            np.testing.assert_array_equal(dragged.arrays[name], array, err_msg=name)


def test_folds_are_counted_and_drawn(compute):
    result = compute(DEMO, DEMO.preset("Folded: a point beyond its neighbour"))
    assert "2 triangles are folded over (red)" in result.summary
    assert result.arrays["folded"].any()
    assert (result.arrays["area"] < 0).sum() == 2
    for name in DEMO.presets:
        if not name.startswith("Folded"):
            assert "folded" not in compute(DEMO, DEMO.preset(name)).summary


def test_the_summary_measures_the_moves(compute):
    points = at_rest("3")
    points[4] += (0, 10)  # 12 of 120 px
    summary = compute(DEMO, {"size": "3", "points_3": points.tolist()}, image()).summary
    assert "1 moved, by 12.0 px at most" in summary
    area = compute(DEMO, {"size": "3", "points_3": points.tolist()}, image()).arrays["area"]
    assert f"{area.min():.2f} to {area.max():.2f} times" in summary


def test_what_lies_outside_the_grid_is_the_background(compute):
    points = 25 + at_rest("3") / 2
    result = compute(DEMO, {"size": "3", "points_3": points.tolist()}, image())
    rows, columns = image().shape
    middle = np.zeros(image().shape, bool)
    middle[rows // 4 : -(rows // 4), columns // 4 : -(columns // 4)] = True
    assert (result.arrays["output"][~middle][:50] == image().min()).all()
    beyond = float(re.search(r"([\d.]+) % of the output", result.summary).group(1))
    assert beyond == pytest.approx(75, abs=2)


def test_the_original_and_its_grid(compute):
    result = compute(DEMO, {"original": True}, image()).arrays
    np.testing.assert_array_equal(result["picture"], image())
    assert {-0.5, 89.5} <= set(result["line_y"])
    assert not np.diff(np.unique(result["line_x"])).min() < 14  # straight lines, an eighth of 120 px apart
    assert compute(DEMO, {"grid": False}, image()).arrays["line_x"].size == 1


def test_barrel_shrinks_the_corners_and_fly_back_stretches_the_left_edge(compute):
    corners = piecewise.triangles((9, 9))
    column = corners.min(1) % 9
    barrel = compute(DEMO, DEMO.preset("Barrel: magnified less towards the corners")).arrays["area"]
    assert barrel[0] < 0.8 < 0.95 < barrel[len(barrel) // 2 - 9] < 1
    bent = compute(DEMO, DEMO.preset("Left edge stretched: the beam settles after fly-back")).arrays["area"]
    assert (bent[column == 0] > 1.3).all()
    np.testing.assert_allclose(bent[column > 5], 1, atol=0.01)


def test_the_default_moves_no_more_than_some_points():
    state = default_state(DEMO.controls)
    assert 0 < (np.array(state["points"]) != at_rest("9")).any(1).sum() < 5
    assert all(len(CONTROLS[name].default) == int(size) ** 2 for size, name in SIZES.items())
