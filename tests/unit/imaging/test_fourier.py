import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.fourier import (
    apply_mask,
    around_middle,
    full_plane,
    log_amplitude,
    pass_mask,
    radial_frequency,
    spectrum,
)

SHAPES = [(1, 1), (1, 8), (1, 9), (8, 1), (9, 1), (2, 2), (7, 8), (8, 7), (8, 10), (9, 9), (64, 50)]
shapes = st.tuples(st.integers(1, 24), st.integers(1, 24))


def picture(shape, seed=0):
    return np.random.default_rng(seed).normal(100, 20, shape)


def full_radius(shape):
    """Return the radius of every element of `numpy.fft.fft2`, in cycles per longest side."""
    return np.hypot(np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1])) * max(shape)


@pytest.mark.parametrize("shape", [*SHAPES, (601, 799)])
def test_spectrum_is_half_of_numpys(shape):
    image = picture(shape)
    half = spectrum(image)
    expected = np.fft.fft2(image)[:, : shape[1] // 2 + 1]
    assert half.dtype == np.complex64
    np.testing.assert_allclose(half, expected, atol=1e-6 * np.abs(expected).max(), rtol=1e-5)


def test_weak_fluctuations_on_a_high_mean_survive():
    image = 60000 + 3 * np.cos(2 * np.pi * 5 * np.arange(64) / 64) * np.ones((64, 1))
    half = spectrum(image)
    assert half[0, 5] == pytest.approx(1.5 * image.size, rel=1e-5)
    assert np.abs(half[1:]).max() < 0.01


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int32, np.float32, np.float64, bool])
def test_spectrum_takes_every_real_type(dtype):
    image = (picture((12, 15)) > 100).astype(dtype) * np.array(1, dtype)
    np.testing.assert_allclose(spectrum(image), np.fft.rfft2(image.astype(float)), atol=1e-4)


@given(shapes)
def test_radius_is_that_of_every_element(shape):
    expected = full_radius(shape)[:, : shape[1] // 2 + 1]
    radius = radial_frequency(shape)
    assert radius.dtype == np.float32
    np.testing.assert_allclose(radius, expected, rtol=1e-6)


def test_radius_counts_elements_along_the_longest_side():
    np.testing.assert_array_equal(radial_frequency((600, 800))[0], np.arange(401))
    np.testing.assert_array_equal(radial_frequency((800, 600))[:401, 0], np.arange(401))


@given(shapes)
def test_full_plane_is_numpys_shifted_transform(shape):
    image = picture(shape)
    expected = np.fft.fftshift(np.abs(np.fft.fft2(image)))
    plane = full_plane(np.abs(spectrum(image)), shape)
    np.testing.assert_allclose(plane, expected, atol=1e-6 * expected.max(), rtol=1e-4)
    assert plane[shape[0] // 2, shape[1] // 2] == pytest.approx(abs(image.sum()), rel=1e-6)


def test_full_plane_refuses_another_shape():
    with pytest.raises(ValueError, match=r"half-plane of a 8 x 9 image is not \(8, 9\)"):
        full_plane(np.zeros((8, 9)), (8, 9))


@given(shapes, st.floats(0, 30), st.floats(0, 20))
def test_low_and_high_pass_are_complements(shape, edge, soft):
    radius = radial_frequency(shape)
    low = pass_mask(radius, "low", 0, edge, soft)
    high = pass_mask(radius, "high", edge, 0, soft)
    assert low.dtype == high.dtype == np.float32
    np.testing.assert_array_equal(low + high, np.ones_like(low))


@given(shapes, st.floats(0, 30), st.floats(0, 20), st.floats(0, 20))
def test_band_is_what_low_and_high_leave(shape, inner, width, soft):
    radius = radial_frequency(shape)
    outer = inner + width
    parts = [
        pass_mask(radius, "low", 0, inner, soft),
        pass_mask(radius, "band", inner, outer, soft),
        pass_mask(radius, "high", outer, 0, soft),
    ]
    for part in parts:
        assert part.min() >= 0
        assert part.max() <= 1
    np.testing.assert_allclose(sum(parts), 1, atol=3e-7)


@given(shapes, st.sampled_from(["low", "high", "band"]), st.floats(0, 12), st.floats(0, 12), st.floats(0, 8))
def test_filtering_is_numpys_with_the_unfolded_mask(shape, kind, inner, width, soft):
    image = picture(shape)
    mask = pass_mask(radial_frequency(shape), kind, inner, inner + width, soft)
    filtered = apply_mask(spectrum(image), mask, shape)
    unfolded = np.fft.ifftshift(full_plane(mask, shape))
    expected = np.fft.ifft2(np.fft.fft2(image) * unfolded)
    assert np.abs(expected.imag).max() < 1e-9  # the mask is Hermitian, so the picture is real
    assert filtered.dtype == np.float32
    np.testing.assert_allclose(filtered, expected.real, atol=1e-4)


@pytest.mark.parametrize("shape", [*SHAPES, (601, 799)])
@pytest.mark.parametrize("soft", [0, 25])
def test_low_plus_high_is_the_image(shape, soft):
    image = picture(shape).astype(np.float32)
    half, radius = spectrum(image), radial_frequency(shape)
    low = apply_mask(half, pass_mask(radius, "low", 0, 40, soft), shape)
    high = apply_mask(half, pass_mask(radius, "high", 40, 0, soft), shape)
    extent = max(np.ptp(image), 1)
    assert np.abs(low + high - image).max() < 2e-6 * extent


@pytest.mark.parametrize("soft", [0, 10])
def test_the_mean_belongs_to_the_low_pass(soft):
    image = picture((31, 40))
    half, radius = spectrum(image), radial_frequency(image.shape)
    for radii in ((0, 0), (0, 3), (3, 12)):
        masks = [pass_mask(radius, kind, *radii, soft) for kind in ("low", "high", "band")]
        low, high, band = (apply_mask(half, mask, image.shape) for mask in masks)
        assert low.mean(dtype=float) == pytest.approx(image.mean(), rel=1e-6)
        assert high.mean(dtype=float) == pytest.approx(0, abs=1e-4)
        assert band.mean(dtype=float) == pytest.approx(0, abs=1e-4)


def test_ideal_edges_are_inclusive_below():
    radius = np.array([[0, 1, 2, 3]], np.float32)
    np.testing.assert_array_equal(pass_mask(radius, "low", 0, 2), [[1, 1, 1, 0]])
    np.testing.assert_array_equal(pass_mask(radius, "high", 2, 0), [[0, 0, 0, 1]])
    np.testing.assert_array_equal(pass_mask(radius, "band", 1, 2), [[0, 0, 1, 0]])


def test_a_soft_edge_is_a_smooth_step_of_its_width():
    radius = np.linspace(0, 40, 401, dtype=np.float32)[None]
    mask = pass_mask(radius, "low", 0, 20, 10)[0]
    assert (mask[:151] == 1).all()
    assert (mask[250:] == 0).all()
    assert mask[200] == pytest.approx(0.5)
    assert (np.diff(mask) <= 0).all()
    t = (radius[0, 151:250] - 15) / 10
    np.testing.assert_allclose(mask[151:250], 1 - t**2 * (3 - 2 * t), atol=1e-6)


def test_bad_arguments_are_named():
    radius = radial_frequency((4, 4))
    with pytest.raises(ValueError, match="soft is -1"):
        pass_mask(radius, "low", 0, 1, -1)
    with pytest.raises(ValueError, match="inner radius, 3, is larger than the outer, 2"):
        pass_mask(radius, "band", 3, 2)
    with pytest.raises(ValueError, match="'notch'; allowed are 'low'"):
        pass_mask(radius, "notch", 1, 2)


def test_log_amplitude_is_the_common_logarithm_down_to_a_floor():
    half = np.array([[1e6, 10, 1e-3, 0]], np.complex64)
    np.testing.assert_allclose(log_amplitude(half), [[6, 1, -1, -1]], rtol=1e-6)
    np.testing.assert_allclose(log_amplitude(half, decades=4), [[6, 2, 2, 2]], rtol=1e-6)
    assert (log_amplitude(np.zeros((3, 2), np.complex64)) == 0).all()
    assert log_amplitude(half).dtype == np.float32


def test_arguments_stay_as_they_were():
    image = picture((9, 10)).astype(np.float32)
    before = image.copy()
    half = spectrum(image)
    kept = half.copy()
    apply_mask(half, pass_mask(radial_frequency(image.shape), "low", 0, 3, 2), image.shape)
    log_amplitude(half)
    np.testing.assert_array_equal(image, before)
    np.testing.assert_array_equal(half, kept)


@pytest.mark.parametrize("reach", [0.0, 0.11, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_around_the_middle_is_where_its_extent_says(shape, reach):
    fy, fx = (np.fft.fftshift(np.fft.fftfreq(n)) for n in shape)
    plane = fy[:, None] + 1j * fx
    part, (x, y, width, height) = around_middle(plane, reach)
    columns = x + width * (np.arange(part.shape[1]) + 0.5) / part.shape[1]
    rows = y + height * (np.arange(part.shape[0]) + 0.5) / part.shape[0]
    np.testing.assert_allclose(part, rows[:, None] + 1j * columns, atol=1e-12)
    within = (np.abs(fy[:, None]) <= reach) & (np.abs(fx) <= reach)
    assert np.isin(plane[within], part).all()
    assert np.abs(part.real).max() <= reach + 1 / shape[0]
    assert part.shape == shape or reach < 0.5
