"""Film: the sentence is true to the arrays, and the grid averages."""
import re

import numpy as np
import pytest

from livedemo import discovery

DEMO = discovery.load("film-particles")


@pytest.mark.parametrize("values", [{}, {"exposure": 0.3}, {"grains": 8000, "radius": 2.5}, {"spread": 60}])
def test_the_film_is_as_black_as_expected_and_as_told(compute, values):
    result = compute(DEMO, values)
    told = re.match(r"([\d.]+) % of the film is black, ([\d.]+) % expected", result.summary)
    black, expected = map(float, told.groups())
    assert black == pytest.approx(100 * (1 - result.arrays["developed"].mean()), abs=0.06)
    assert expected == pytest.approx(100 * result.arrays["expected"].mean(), abs=0.06)
    assert black == pytest.approx(expected, abs=2)


def test_it_is_a_negative(compute, sample):
    arrays = compute(DEMO, {"image": "coins", "grains": 200_000}).arrays
    bright = arrays["grid"] > 0.7
    dark = arrays["grid"] < 0.15
    assert arrays["developed"][bright].mean() < arrays["developed"][dark].mean() - 0.2


@pytest.mark.parametrize("pixel", [1, 3, 40])
def test_the_grid_gives_the_mean_over_each_pixel(compute, prepare, pixel):
    grid = compute(DEMO, {"pixel": pixel}).arrays["grid"]
    light = prepare(DEMO).light
    assert grid.shape == light.shape
    corner = np.s_[:pixel, :pixel]
    np.testing.assert_allclose(grid[corner], light[corner].mean(dtype=float), rtol=1e-6)
    last = np.s_[(light.shape[0] - 1) // pixel * pixel :, (light.shape[1] - 1) // pixel * pixel :]
    np.testing.assert_allclose(grid[last], light[last].mean(dtype=float), rtol=1e-6)


def test_the_film_keeps_the_shape_of_the_image(compute):
    arrays = compute(DEMO, {}, np.random.default_rng(0).random((50, 100))).arrays
    assert arrays["developed"].shape == (200, 400)


def test_the_same_state_gives_the_same_film(compute):
    first, again = (compute(DEMO, {"exposure": 0.5}).arrays["developed"] for _ in range(2))
    np.testing.assert_array_equal(first, again)


def test_fewer_grains_are_the_first_of_more(compute, prepare):
    """What is clear with many grains was clear with few of the same."""
    ready = prepare(DEMO)
    many, few = (compute(DEMO, {"grains": grains}, prepared=ready).arrays["developed"]
                 for grains in (200_000, 20_000))
    assert few[many].all()
    assert many.mean() < few.mean()


@pytest.mark.parametrize("point", [(150.0, 215.0), (0.0, 0.0), (399.0, 80.5), (-50.0, 1e6)])
def test_the_lens_shows_that_part_of_the_film(point, compute):
    arrays = compute(DEMO, {"lens": [point], "grains": 8000, "radius": 3.0}).arrays
    left, top, width, height = arrays["lens_extent"]
    assert (width, height) == (40, 40)
    rows, columns = int(top + 0.5), int(left + 0.5)
    part = arrays["developed"][rows : rows + 40, columns : columns + 40]
    assert arrays["lens"].shape == (240, 240)
    finer = arrays["lens"].reshape(40, 6, 40, 6).mean(axis=(1, 3))
    inside = np.s_[8:-8, 8:-8]  # at the border of the film, grains come in from the opposite side
    assert np.abs(finer - part)[inside].mean() < 0.15
    assert (part == (finer > 0.5))[inside].mean() > 0.9
    assert (arrays["lens_row"].min(), arrays["lens_column"].max()) == (top, left + width)


def test_what_no_control_changed_is_not_sent_again(compute, prepare):
    ready = prepare(DEMO)
    first = compute(DEMO, {}, prepared=ready).arrays
    coarser = compute(DEMO, {"pixel": 20}, prepared=ready).arrays
    assert all(coarser[name] is first[name] for name in first if name != "grid")
    brighter = compute(DEMO, {"pixel": 20, "exposure": 2.0}, prepared=ready).arrays
    assert brighter["grid"] is coarser["grid"]
    assert brighter["developed"] is not coarser["developed"]
