"""Film against the formulas of the Boolean model."""
import numpy as np
import pytest

from imaging.discs import covered, magnified
from imaging.film import Emulsion, coat, develop, draw_lots, expected_coverage, near


def even(level, shape=(400, 400)):
    return np.full(shape, level)


def film(light, emulsion, exposure, fog, seed=20):
    """Return where film is black after exposure and development."""
    coating = coat(light, draw_lots(emulsion.grains, seed), emulsion.spread)
    return covered(*develop(coating, light.shape, emulsion, exposure, fog), light.shape)


@pytest.mark.parametrize(("grains", "radius"), [(1000, 0.5), (20_000, 1.0), (60_000, 1.0), (5000, 3.0),
                                                (2000, 8.0), (400_000, 0.5)])
def test_grains_of_one_size_that_are_all_black_cover_what_the_formula_says(grains, radius):
    """1 - exp(-N pi r^2 / A), for an exposure that no grain escapes."""
    emulsion = Emulsion(grains, radius, 0.0)
    part = np.mean([film(even(1.0), emulsion, 1e3, 0.0, seed).mean() for seed in range(4)])
    exact = 1 - np.exp(-grains * np.pi * radius**2 / 400**2)
    assert part == pytest.approx(exact, abs=0.01)
    assert part == pytest.approx(exact, rel=0.03)
    assert expected_coverage(1.0, (400, 400), emulsion, 1e3, 0.0) == pytest.approx(exact)


@pytest.mark.parametrize("level", [0.0, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("spread", [0.0, 0.3, 0.6])
def test_half_exposed_film_covers_what_is_expected(level, spread):
    emulsion = Emulsion(40_000, 1.2, spread)
    part = np.mean([film(even(level), emulsion, 0.8, 0.02, seed).mean() for seed in range(4)])
    expected = expected_coverage(level, (400, 400), emulsion, 0.8, 0.02)
    assert part == pytest.approx(expected, abs=0.01)


def test_without_light_only_fog_is_black():
    emulsion = Emulsion(40_000, 1.0, 0.0)
    assert not film(even(0.0), emulsion, 3.0, 0.0).any()
    fogged = film(even(0.0), emulsion, 3.0, 0.1).mean()
    assert fogged == pytest.approx(1 - np.exp(-0.1 * 40_000 * np.pi / 400**2), abs=0.005)


def test_a_grain_is_black_with_the_probability_of_at_least_one_photon():
    count = 200_000
    lots = draw_lots(count)
    coating = coat(even(0.5, (10, 10)), lots, 0.4)
    photons = np.random.default_rng(1).poisson(0.8 * 0.5 * np.exp(2 * 0.4 * lots.size.astype(float)))
    # So large a film that none hides under others.
    row, _, radius = develop(coating, (4000, 4000), Emulsion(count, 1.0, 0.4), 0.8, 0.0)
    assert len(row) == pytest.approx(np.count_nonzero(photons), rel=0.01)
    assert radius.mean() == pytest.approx(np.exp(0.4 * lots.size)[photons > 0].mean(), rel=0.01)


def test_more_light_makes_more_grains_black_and_clears_none():
    emulsion = Emulsion(20_000, 1.5, 0.3)
    films = [film(even(0.7), emulsion, exposure, fog)
             for exposure, fog in ((0.2, 0.0), (0.4, 0.0), (0.4, 0.05), (3.0, 0.1))]
    for less, more in zip(films[:-1], films[1:], strict=True):
        assert more[less].all()
        assert more.sum() > less.sum()


@pytest.mark.parametrize("fog", [0.0, 0.1])
def test_what_hides_under_others_makes_no_difference(fog):
    """So many grains that most are left out: all is black that should be, and the dark half as it should."""
    light = np.zeros((400, 400))
    light[:, 200:] = 1.0
    emulsion = Emulsion(1_000_000, 1.5, 0.2)
    coating = coat(light, draw_lots(emulsion.grains), emulsion.spread)
    row, column, radius = develop(coating, light.shape, emulsion, 1.0, fog)
    assert len(row) < 500_000
    black = covered(row, column, radius, light.shape)
    assert black[:, 210:390].all()
    dark = expected_coverage(0.0, light.shape, emulsion, 1.0, fog)
    assert black[:, 10:190].mean() == pytest.approx(dark, abs=0.005)


def test_each_place_follows_its_own_light():
    light = np.repeat(np.linspace(0, 1, 4), 100)[None, :] * np.ones((400, 1))
    emulsion = Emulsion(60_000, 1.0, 0.25)
    mean = np.mean([film(light, emulsion, 1.0, 0.0, seed) for seed in range(6)], axis=0)
    expected = expected_coverage(light, light.shape, emulsion, 1.0, 0.0)
    for column in range(0, 400, 100):
        part = np.s_[:, column + 5 : column + 95]
        assert mean[part].mean() == pytest.approx(expected[part].mean(), abs=0.01)


def test_fewer_lots_are_the_first_of_more():
    for few, many in zip(draw_lots(20_000), draw_lots(70_000), strict=True):
        assert (few.dtype, few.shape, many.shape) == (np.float32, (20_000,), (70_000,))
        np.testing.assert_array_equal(few, many[:20_000])
    assert draw_lots(5, seed=1).photon[0] != draw_lots(5, seed=2).photon[0]


def test_the_grains_near_a_part_are_those_that_matter_for_it():
    coating = coat(even(1.0, (60, 60)), draw_lots(4000), 0.5)
    corner, shape = (20, 10), (8, 12)
    few = near(coating, 2.0, corner, shape)
    assert 0 < len(few.row) < 1000
    discs = ((grains.row, grains.column, 2 * grains.growth) for grains in (coating, few))
    np.testing.assert_array_equal(*(magnified(*disc, corner, shape, 4) for disc in discs))
