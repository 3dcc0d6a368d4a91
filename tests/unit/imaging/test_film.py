import numpy as np
import pytest

from imaging.film import Emulsion, develop, developable, expected_coverage


def even(level, shape=(400, 400)):
    return np.full(shape, level)


@pytest.mark.parametrize(("grains", "radius"), [(1000, 0.5), (20_000, 1.0), (60_000, 1.0), (5000, 3.0),
                                                (2000, 8.0), (400_000, 0.5)])
def test_grains_of_one_size_that_are_all_black_cover_what_the_formula_says(grains, radius):
    """1 - exp(-N pi r^2 / A), for an exposure that no grain escapes."""
    emulsion = Emulsion(grains, radius, 0.0)
    covered = np.mean([develop(even(1.0), emulsion, 1e3, 0.0, np.random.default_rng(n)).mean()
                       for n in range(4)])
    exact = 1 - np.exp(-grains * np.pi * radius**2 / 400**2)
    assert covered == pytest.approx(exact, abs=0.01)
    assert covered == pytest.approx(exact, rel=0.03)


@pytest.mark.parametrize("level", [0.0, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("spread", [0.0, 0.3, 0.6])
def test_half_exposed_film_covers_what_is_expected(level, spread):
    emulsion = Emulsion(40_000, 1.2, spread)
    covered = np.mean([develop(even(level), emulsion, 0.8, 0.02, np.random.default_rng(n)).mean()
                       for n in range(4)])
    (expected,) = np.unique(expected_coverage(even(level), emulsion, 0.8, 0.02))
    assert covered == pytest.approx(expected, abs=0.01)


def test_without_light_only_fog_is_black():
    emulsion = Emulsion(40_000, 1.0, 0.0)
    assert not develop(even(0.0), emulsion, 3.0, 0.0, np.random.default_rng(0)).any()
    fogged = develop(even(0.0), emulsion, 3.0, 0.1, np.random.default_rng(0)).mean()
    assert fogged == pytest.approx(1 - np.exp(-0.1 * 40_000 * np.pi / 400**2), abs=0.005)


def test_the_probability_is_that_of_at_least_one_photon():
    rng = np.random.default_rng(0)
    caught = rng.poisson(0.8 * 0.5 * 1.5**2, 200_000) > 0
    assert developable(0.5, 1.5, 1.0, 0.8, 0.0) == pytest.approx(caught.mean(), abs=0.005)
    assert developable(0.0, 1.0, 1.0, 5.0, 0.03) == pytest.approx(0.03)


def test_what_hides_under_others_makes_no_difference():
    """So many grains that most are left out: all is black that should be, and the dark half stays clear."""
    light = np.zeros((400, 400))
    light[:, 200:] = 1.0
    film = develop(light, Emulsion(1_000_000, 1.5, 0.2), 1.0, 0.0, np.random.default_rng(0))
    assert film[:, 210:390].all()
    assert not film[:, 10:190].any()


def test_each_place_follows_its_own_light():
    light = np.repeat(np.linspace(0, 1, 4), 100)[None, :] * np.ones((400, 1))
    emulsion = Emulsion(60_000, 1.0, 0.25)
    film = np.mean([develop(light, emulsion, 1.0, 0.0, np.random.default_rng(n)) for n in range(6)], axis=0)
    expected = expected_coverage(light, emulsion, 1.0, 0.0)
    for column in range(0, 400, 100):
        part = np.s_[:, column + 5 : column + 95]
        assert film[part].mean() == pytest.approx(expected[part].mean(), abs=0.01)


def test_a_single_grain_is_a_disc():
    class Fixed:
        def poisson(self, mean):
            return 1

        def uniform(self, low, high, count):
            return np.array([20.5])

        def normal(self, mean, spread, count):
            return np.zeros(1)

        def random(self, count):
            return np.zeros(1)

    film = develop(even(1.0, (40, 41)), Emulsion(1, 6.0, 0.0), 1.0, 0.0, Fixed())
    row, column = np.ogrid[:40, :41]
    np.testing.assert_array_equal(film, (row - 20) ** 2 + (column - 20) ** 2 <= 36)
