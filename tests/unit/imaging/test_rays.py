import numpy as np
import pytest

from imaging import rays


@pytest.mark.parametrize("focal_length", [20, 50, 200])
@pytest.mark.parametrize("distance", [30, 150, 600])
@pytest.mark.parametrize("height", [-20.0, 0.0, 7.0])
def test_all_rays_of_a_point_meet_where_the_lens_formula_says(focal_length, distance, height):
    at_lens, slope = rays.fan(height, distance, 40, 41)
    start, _ = rays.travel(at_lens, slope, -distance)
    np.testing.assert_allclose(start, height, atol=1e-9)
    image = rays.image_distance(focal_length, distance)
    assert 1 / focal_length == pytest.approx(1 / distance + 1 / image, rel=1e-12)
    meeting, _ = rays.travel(*rays.refract(at_lens, slope, focal_length), image)
    np.testing.assert_allclose(meeting, -image / distance * height, atol=1e-9)


def test_rays_from_the_focus_leave_in_parallel():
    assert rays.image_distance(50, 50) == np.inf
    at_lens, slope = rays.fan(3, 50, 30, 11)
    _, bent = rays.refract(at_lens, slope, 50)
    assert np.ptp(bent) < 1e-12


def test_rays_through_the_middle_go_straight_on():
    for aberration in (0, 1):
        height, slope = rays.refract(np.zeros(1), np.array([0.3]), 50, aberration)
        assert (height[0], slope[0]) == (0, 0.3)


def test_spherical_aberration_lets_outer_rays_meet_earlier_with_the_square_of_the_height():
    at_lens, slope = rays.fan(0, 1e9, 80, 81)
    _, bent = rays.refract(at_lens, slope, 100, 1)
    off_axis = at_lens != 0
    crossing = -at_lens[off_axis] / bent[off_axis]
    expected = 100 / (1 + rays.STRONGER * (at_lens[off_axis] / rays.REFERENCE_HEIGHT) ** 2)
    np.testing.assert_allclose(crossing, expected, rtol=1e-6)


@pytest.mark.parametrize("screen", [40.0, 75.0, 100.0])
def test_a_point_makes_a_disc_of_the_diameter_of_the_formula(screen):
    x, y = rays.spot(10, 150, 30, 50, screen, count=100_000)
    image = rays.image_distance(50, 150)
    diameter = rays.blur_diameter(30, screen, image)
    assert diameter == pytest.approx(30 * abs(screen - image) / image)
    assert np.hypot(x, y - y.mean()).max() == pytest.approx(diameter / 2, abs=0.02 * diameter + 1e-9)
    assert np.ptp(y) == pytest.approx(diameter, abs=0.02 * diameter + 1e-9)


def test_a_spot_and_a_fan_are_the_same_rays():
    at_lens, slope = rays.fan(5, 200, 40, 3)
    edge = rays.travel(*rays.refract(at_lens, slope, 60, 0.7), 90)[0]
    _, y = rays.spot(5, 200, 40, 60, 90, 0.7, count=100_000)
    assert y.min() == pytest.approx(edge.min(), abs=0.02)
    assert y.max() == pytest.approx(edge.max(), abs=0.02)


@pytest.mark.parametrize("fill_factor", [0.2, 0.6, 1.0])
def test_a_row_of_pixels_catches_its_part_of_even_light(fill_factor):
    rng = np.random.default_rng(0)
    hits = rng.uniform(-5, 5, 400_000)
    weights = np.full(hits.shape, 2.0)
    edges = np.linspace(-4, 4, 17)
    caught = rays.exposed(hits, weights, edges, fill_factor)
    if fill_factor == 1:
        np.testing.assert_array_equal(caught, np.histogram(hits, edges, weights=weights)[0])
    np.testing.assert_allclose(caught, 2 * 400_000 / 10 * 0.5 * fill_factor, rtol=0.05)


def test_only_the_middle_of_a_pixel_is_sensitive():
    edges = np.array([0.0, 1.0, 2.0])
    hits = np.array([0.05, 0.5, 1.24, 1.26, 1.74, 1.76])
    np.testing.assert_array_equal(rays.exposed(hits, np.ones(6), edges, 0.5), [1, 2])


def test_photons_are_counted_with_the_noise_of_poisson_and_of_the_amplifier():
    counts, saturated = rays.recorded(np.full(200_000, 50.0), 0.0, 1e9, np.random.default_rng(1))
    assert counts.mean() == pytest.approx(50, rel=0.005)
    assert counts.var() == pytest.approx(50, rel=0.02)
    assert not saturated.any()
    noisy, _ = rays.recorded(np.full(200_000, 50.0), 10.0, 1e9, np.random.default_rng(1))
    assert noisy.var() == pytest.approx(150, rel=0.02)


def test_a_full_pixel_counts_no_more_and_says_so():
    counts, saturated = rays.recorded(np.array([10.0, 1e6]), 0.0, 1000, np.random.default_rng(0))
    assert counts[1] == 1000
    np.testing.assert_array_equal(saturated, [False, True])
