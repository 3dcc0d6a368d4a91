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
    np.testing.assert_allclose(grid[corner], light[corner].mean())
    last = np.s_[(light.shape[0] - 1) // pixel * pixel :, (light.shape[1] - 1) // pixel * pixel :]
    np.testing.assert_allclose(grid[last], light[last].mean())


def test_the_film_keeps_the_shape_of_the_image(compute):
    arrays = compute(DEMO, {}, np.random.default_rng(0).random((50, 100))).arrays
    assert arrays["developed"].shape == (200, 400)


def test_the_same_state_gives_the_same_film(compute):
    first, again = (compute(DEMO, {"exposure": 0.5}).arrays["developed"] for _ in range(2))
    np.testing.assert_array_equal(first, again)
