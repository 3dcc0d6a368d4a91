"""Fringes of known frequency; the moiré against the peak of the FFT of what was scanned."""
import numpy as np
import pytest
from scipy import ndimage

import samples
from imaging.moire import folded, fringes, sampled, scan_points, turned
from imaging.profiles import spline_coefficients


def lattice(shape, *frequencies, noise=0.0):
    row, column = np.indices(shape)
    waves = [(2 - 0.5 * k) * np.cos(2 * np.pi * (f[0] * row + f[1] * column) + k)
             for k, f in enumerate(frequencies)]
    return 50 + sum(waves) + noise * np.random.default_rng(0).normal(size=shape)


@pytest.mark.parametrize("shape", [(200, 200), (160, 301)])
@pytest.mark.parametrize("first", [(0.1113, 0.0037), (0.08, -0.09), (0.21, 0.2), (0.0, 0.1234)])
def test_fringes_are_found_between_the_elements_of_the_fft(shape, first):
    second = (0.71 * first[1] + 0.001, -0.71 * first[0])
    second = second if second[0] > 0 else (-second[0], -second[1])
    got = fringes(lattice(shape, first, second, noise=0.5))
    np.testing.assert_allclose(got, [first, second], atol=1e-4)


def test_one_wave_has_no_second_and_harmonics_are_none():
    wave = lattice((128, 128), (0.05, 0.08), (0.1, 0.16))
    assert fringes(wave).shape == (1, 2)


@pytest.mark.parametrize("image", [np.full((50, 40), 7.7), np.zeros((64, 64)), np.ones((1, 1)),
                                   np.ones((9, 1)), np.random.default_rng(1).normal(size=(128, 128))])
def test_where_nothing_is_periodic_nothing_is_found(image):
    assert fringes(image).shape == (0, 2)


def test_fringes_of_gold_are_those_of_the_truth():
    gold = samples.make("strained-gold")
    got = fringes(gold.image)
    for frequency in got:
        whole = gold.truth["cell"] @ frequency  # indices in the reciprocal lattice
        np.testing.assert_allclose(whole, np.round(whole), atol=0.006)
        np.testing.assert_allclose(np.abs(np.round(whole)).sum(), 1)
    assert len(got) == 2


@pytest.mark.parametrize("degrees", [0, 7, -30, 45])
@pytest.mark.parametrize("shape", [(100, 100), (80, 131)])
def test_a_scan_is_a_turned_square_grid_inside_the_image(shape, degrees):
    places = scan_points(shape, 3.7, degrees)
    n = places.shape[1]
    assert places.shape == (2, n, n)
    assert places.min() >= 0
    assert (places.max(axis=(1, 2)) <= np.array(shape) - 1).all()
    np.testing.assert_allclose(places.mean(axis=(1, 2)), (np.array(shape) - 1) / 2)
    for step, axis in ((np.diff(places, axis=1), 0), (np.diff(places, axis=2), 1)):
        want = 3.7 * turned(degrees)[:, axis, None, None]
        np.testing.assert_allclose(step, np.broadcast_to(want, step.shape))
    larger = (n * 3.7) * np.abs(turned(degrees)[0]).sum()
    assert larger > min(shape) - 1  # one more point would not fit


def test_a_scan_turns_clockwise():
    down, right = turned(10).T
    np.testing.assert_allclose(right, [np.sin(np.deg2rad(10)), np.cos(np.deg2rad(10))])
    assert abs(down @ right) < 1e-15


def test_values_are_those_of_a_spline():
    image = np.random.default_rng(2).normal(size=(40, 50))
    places = scan_points(image.shape, 2.3, 12)
    want = ndimage.map_coordinates(image, places, order=3, mode="reflect")
    np.testing.assert_allclose(sampled(spline_coefficients(image, 3), places), want, atol=1e-5)


@pytest.mark.parametrize(("step", "degrees"), [(8.2, 0), (9.6, 4), (5.1, -12), (2.0, 0), (6.3, 30)])
def test_the_moire_is_the_peak_of_what_was_scanned(step, degrees):
    frequency = np.array([0.1113, 0.02])
    image = lattice((600, 600), frequency)
    scan = sampled(spline_coefficients(image, 3), scan_points(image.shape, step, degrees))
    expected = folded(frequency[None], step, degrees)[0]
    found = fringes(scan)[0] / step
    assert min(np.abs(found - expected).max(), np.abs(found + expected).max()) < 2e-4
    assert np.abs(expected * step).max() <= 0.5


def test_what_is_refused():
    with pytest.raises(ValueError, match="the step is 0; it must be more than 0"):
        scan_points((9, 9), 0, 0)
