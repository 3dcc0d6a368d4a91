"""Planes against numpy's own order of frequencies; wedges against arctan2; discs against distances."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging import fourier_masks
from imaging.fourier import full_plane, smooth_edge

SHAPES = [(1, 1), (1, 8), (9, 1), (2, 2), (7, 8), (8, 7), (8, 10), (9, 9), (33, 50)]
shapes = st.tuples(st.integers(1, 24), st.integers(1, 24))
every_shape = pytest.mark.parametrize("shape", SHAPES)


def plane_of(shape, seed=2):
    return np.random.default_rng(seed).uniform(0, 1, shape).astype(np.float32)


def frequencies(shape):
    """Return fy and fx of every element, in cycles per longest side."""
    fy, fx = (np.fft.fftshift(np.fft.fftfreq(n)) * max(shape) for n in shape)
    return np.meshgrid(fy, fx, indexing="ij")


@given(shapes)
def test_frequencies_are_numpys(shape):
    fy, fx = np.broadcast_arrays(*fourier_masks.plane_frequencies(shape))
    np.testing.assert_allclose([fy, fx], frequencies(shape), atol=1e-9)


@given(shapes)
def test_mirrored_has_the_value_of_minus_k(shape):
    plane = plane_of(shape)
    found = np.fft.ifftshift(fourier_masks.mirrored(plane))
    rows, columns = (-np.arange(n) % n for n in shape)
    np.testing.assert_array_equal(found, np.fft.ifftshift(plane)[np.ix_(rows, columns)])


@given(shapes)
def test_half_plane_is_that_of_the_real_transform(shape):
    plane = plane_of(shape)
    half = fourier_masks.half_plane(plane)
    np.testing.assert_array_equal(half, np.fft.ifftshift(plane)[:, : shape[1] // 2 + 1])
    symmetric = np.maximum(plane, fourier_masks.mirrored(plane))
    np.testing.assert_array_equal(full_plane(fourier_masks.half_plane(symmetric), shape), symmetric)


@every_shape
def test_the_parts_make_the_real_and_the_imaginary_part(shape):
    image = np.random.default_rng(3).normal(100, 20, shape)
    mask = plane_of(shape)
    expected = np.fft.ifft2(np.fft.fft2(image) * np.fft.ifftshift(mask.astype(float)))
    even, odd = fourier_masks.parts(mask)
    half = np.fft.rfft2(image)
    np.testing.assert_allclose(np.fft.irfft2(half * even, s=shape), expected.real, atol=1e-4)
    np.testing.assert_allclose(np.fft.irfft2(half * odd / 1j, s=shape), expected.imag, atol=1e-4)


@every_shape
@pytest.mark.parametrize(("angle", "opening"), [(0, 40), (90, 90), (-133, 17), (200, 179), (45, 1)])
def test_a_wedge_is_a_range_of_directions(shape, angle, opening):
    fy, fx = frequencies(shape)
    turned = (np.rad2deg(np.arctan2(-fy, fx)) - angle + 180) % 360 - 180
    found = fourier_masks.wedge(shape, angle, opening)
    on_edge = np.isclose(np.abs(turned), opening / 2, atol=0.01)
    zero = (fy == 0) & (fx == 0)
    expected = (np.abs(turned) <= opening / 2) | zero
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found[~on_edge | zero] == 1, expected[~on_edge | zero])


@every_shape
@pytest.mark.parametrize("angle", [0, 30, 90, 180])
def test_two_half_planes_are_the_whole_and_share_a_line(shape, angle):
    here, there = (fourier_masks.wedge(shape, angle + turn, 180) for turn in (0, 180))
    assert (here + there >= 1).all()
    np.testing.assert_array_equal(here + there == 2, fourier_masks.wedge(shape, angle + 90, 0)
                                  + fourier_masks.wedge(shape, angle - 90, 0) > 0)


@pytest.mark.parametrize("opening", [-1, 181])
def test_an_opening_of_another_size_is_refused(opening):
    with pytest.raises(ValueError, match=f"the opening is {opening} degrees; allowed is 0 to 180"):
        fourier_masks.wedge((4, 4), 0, opening)


@every_shape
@pytest.mark.parametrize(("radius", "soft"), [(1, 0), (3.5, 0), (4, 3), (2, 50)])
def test_discs_are_all_within_a_distance(shape, radius, soft):
    centres = [(0, 0), (2.5, -3), (1000, 0), (-max(shape) / 2, 1)]
    fy, fx = frequencies(shape)
    nearest = np.min([np.hypot(fy - y, fx - x) for y, x in centres], axis=0).astype(np.float32)
    expected = smooth_edge(nearest, radius, min(soft, 2 * radius))
    np.testing.assert_allclose(fourier_masks.discs(shape, centres, radius, soft), expected, atol=1e-5)


def test_no_disc_is_nothing():
    assert not fourier_masks.discs((5, 6), (), 3).any()
