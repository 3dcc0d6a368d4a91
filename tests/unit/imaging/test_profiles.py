"""Profiles against scikit-image and scipy in float64, and lines whose samples are known."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage
from skimage.measure import profile_line

from imaging import profiles

IMAGE = np.random.default_rng(3).normal(100, 20, (40, 53))
points = st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=5)


def strip_of(image, line, sampling, width, order):
    _, places, normals = profiles.along(line, sampling)
    return profiles.straightened(profiles.spline_coefficients(image, order), places, normals, width, order)


@pytest.mark.parametrize("reduce", [np.mean, np.max, np.median])
@pytest.mark.parametrize("width", [1, 2, 7])
@pytest.mark.parametrize("order", [0, 1, 3])
def test_a_profile_is_that_of_scikit_image(order, width, reduce):
    line = ((5.31, 4.23), (35.31, 44.23))  # 50 pixels: one per pixel is the spacing of profile_line
    want = profile_line(IMAGE, *line, linewidth=width, order=order, mode="reflect", reduce_func=reduce)
    got = reduce(strip_of(IMAGE, line, 1.0, width, order), axis=0)
    np.testing.assert_allclose(got, want, atol=1e-3)


@pytest.mark.parametrize("order", [0, 1, 3])
@pytest.mark.parametrize("sampling", [0.05, 0.7, 10.0])
def test_a_strip_is_map_coordinates_of_its_places(sampling, order):
    line = ((3.0, 50.0), (20.0, 8.0), (36.0, 30.0))
    _, places, normals = profiles.along(line, sampling)
    got = strip_of(IMAGE, line, sampling, 5, order)
    assert got.shape == (5, places.shape[1])
    for k in range(5):
        want = ndimage.map_coordinates(IMAGE, places + (k - 2) * normals, order=order, mode="reflect")
        np.testing.assert_allclose(got[k], want, atol=1e-3)


def test_the_strip_of_a_line_to_the_right_is_the_image_itself():
    strip = strip_of(IMAGE, ((20, 10), (20, 30)), 1.0, 5, 1)
    np.testing.assert_allclose(strip, IMAGE[18:23, 10:31], rtol=1e-6)


@given(points, st.floats(0.05, 10))
def test_samples_are_equidistant_along_the_line(line, sampling):
    distances, places, normals = profiles.along(line, sampling)
    length = np.hypot(*np.diff(np.array(line), axis=0).T).sum()
    np.testing.assert_allclose(distances, np.arange(distances.size) / sampling)
    assert distances[-1] <= length + 1e-6 < distances[-1] + 1 / sampling + 2e-6
    np.testing.assert_allclose(places[:, 0], line[0], atol=1e-9)
    np.testing.assert_allclose(np.hypot(*normals), 1)
    steps = np.hypot(*np.diff(places))  # the chord is shorter than the way round a corner
    assert (steps <= 1 / sampling + 1e-6).all()


def test_a_line_goes_round_its_corner():
    distances, places, normals = profiles.along([(0, 0), (0, 3), (3, 3)], 1.0)
    np.testing.assert_array_equal(distances, np.arange(7))
    np.testing.assert_allclose(places, [[0, 0, 0, 0, 1, 2, 3], [0, 1, 2, 3, 3, 3, 3]])
    np.testing.assert_allclose(normals[:, 0], [1, 0])
    np.testing.assert_allclose(normals[:, -1], [0, -1])


def test_the_outline_encloses_the_band():
    np.testing.assert_allclose(
        profiles.outline([(5, 0), (5, 10)], 4), [(3, 0), (3, 10), (7, 10), (7, 0), (3, 0)])
    assert np.isfinite(profiles.outline([(5, 5), (5, 5)], 4)).all()


@pytest.mark.parametrize(("frequency", "sampling", "share"), [(0.1, 0.3, 0), (0.1, 0.15, 1), (0.2, 0.3, 1)])
def test_a_wave_is_too_fine_beyond_half_the_sampling(frequency, sampling, share):
    wave = 7 + np.cos(2 * np.pi * frequency * np.arange(801) / 4)
    assert profiles.share_beyond(wave, 4.0, sampling) == pytest.approx(share, abs=1e-3)


def test_the_share_of_two_waves_is_that_of_their_squares():
    x = np.arange(2001) / 4
    both = 2 * np.cos(2 * np.pi * 0.05 * x) + np.cos(2 * np.pi * 0.3 * x)
    assert profiles.share_beyond(both, 4.0, 0.4) == pytest.approx(0.2, abs=1e-3)


@pytest.mark.parametrize("size", [1, 2, 50])
@pytest.mark.parametrize("value", [0.0, 3.1, 6e4])
def test_a_constant_has_nothing_to_alias(size, value):
    assert profiles.share_beyond(np.full(size, value, np.float32), 4.0, 0.1) == 0


def test_what_is_refused():
    with pytest.raises(ValueError, match="sampling is 0; it must be more than 0"):
        profiles.along([(0, 0), (1, 1)], 0)
    with pytest.raises(ValueError, match="order is 2; allowed are 0, 1, 3"):
        profiles.spline_coefficients(IMAGE, 2)
