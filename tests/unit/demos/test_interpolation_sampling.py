"""Profiles of the demo against scikit-image; units; what counts as too coarse."""
import numpy as np
import pytest
from skimage.measure import profile_line

from livedemo import discovery

DEMO = discovery.load("interpolation-sampling")
NOISE = np.random.default_rng(8).normal(0, 30, (80, 90))  # below 0 as well
LINE = ((10.31, 12.23), (46.31, 60.23))  # 60 pixels


@pytest.mark.parametrize("average", ["mean", "median", "max"])
@pytest.mark.parametrize("width", [0, 1, 9, 40])
@pytest.mark.parametrize("order", ["0", "1", "3"])
def test_the_profile_is_that_of_scikit_image(order, width, average, compute):
    arrays = compute(DEMO, {"line": LINE, "sampling": 1.0, "width": width, "order": order,
                            "average": average}, NOISE).arrays
    want = profile_line(NOISE, *LINE, linewidth=max(width, 1), order=int(order), mode="reflect",
                        reduce_func=getattr(np, average))
    np.testing.assert_allclose(arrays["profile"], want, atol=1e-3)
    np.testing.assert_allclose(arrays["positions"], np.arange(61))
    assert arrays["strip"].shape[0] == max(width, 30 + max(width, 1) % 2)


def test_the_averaged_band_is_in_the_middle_of_the_strip(compute):
    arrays = compute(DEMO, {"line": LINE, "width": 5}, NOISE).arrays
    np.testing.assert_allclose(arrays["profile"], arrays["strip"][13:18].mean(axis=0), rtol=1e-6)
    left, top, width, height = arrays["strip_extent"]
    assert (top, height) == (-15.5, 31)
    assert arrays["bar_above"][0] == -2.5 == -arrays["bar_below"][0]
    centres = left + (np.arange(arrays["profile"].size) + 0.5) * width / arrays["profile"].size
    np.testing.assert_allclose(centres, arrays["positions"], atol=1e-9)


def test_the_fine_curve_meets_the_samples(compute):
    arrays = compute(DEMO, {"line": LINE, "sampling": 0.5, "order": "1"}, NOISE).arrays
    np.testing.assert_allclose(arrays["fine_positions"][1], 0.25)
    np.testing.assert_allclose(arrays["fine"][::8], arrays["profile"], atol=1e-3)


def test_positions_are_in_the_unit_of_the_sample(compute, sample):
    picture = sample("haadf-lattice")
    result = compute(DEMO, {"sampling": 2.0})
    assert result.units["length"] == "nm"
    np.testing.assert_allclose(np.diff(result.arrays["positions"]), picture.pixel_size / 2)
    assert "128.3 px (2.75 nm) in 257 samples, 2 per px, mean of 8 px across" in result.summary


def test_the_profile_shows_both_kinds_of_column_at_their_spacing(compute, sample):
    """Pairs of columns a quarter of a cell apart, along the longer vector of the cell."""
    picture = sample("haadf-lattice")
    arrays = compute(DEMO, {"sampling": 4.0, "width": 6}).arrays
    profile = arrays["profile"] - arrays["profile"].mean()
    spectrum = np.abs(np.fft.rfft(profile * np.hanning(profile.size), 1 << 14))
    frequency = np.fft.rfftfreq(1 << 14, arrays["positions"][1])
    cell = np.linalg.norm(picture.truth["cell"][1]) * picture.pixel_size
    first = (frequency > 0.7 / cell) & (frequency < 1.3 / cell)
    assert frequency[first][np.argmax(spectrum[first])] * cell == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(("sampling", "coarse", "share"), [(0.3, False, "0.0 %"), (0.15, True, "100.0 %")])
def test_a_wave_is_flagged_below_two_samples_per_period(sampling, coarse, share, compute):
    wave = 50 + 10 * np.cos(2 * np.pi * np.arange(256) / 10) * np.ones((32, 1))
    state = {"line": ((16, 5), (16, 250)), "sampling": sampling, "width": 0}
    summary = compute(DEMO, state, wave).summary
    assert summary.startswith("Too coarse: ") == coarse
    assert f"; {share} of the variance has fewer than 2 samples per period." in summary


def test_marks_are_left_out_where_they_would_hide_the_line(compute):
    for sampling, marks in [(1.0, 61), (10.0, 0)]:
        arrays = compute(DEMO, {"line": LINE, "sampling": sampling}, NOISE).arrays
        assert len(arrays["mark_rows"]) == len(arrays["mark_values"]) == marks
    np.testing.assert_allclose(arrays["band_rows"][[0, -1]], arrays["band_rows"][0])


def test_a_line_may_have_corners_and_no_length(compute):
    arrays = compute(DEMO, {"line": ((5, 5), (5, 15), (15, 15)), "sampling": 1.0, "width": 0}, NOISE).arrays
    np.testing.assert_allclose(arrays["profile"][:11], NOISE[5, 5:16], rtol=1e-5)
    np.testing.assert_allclose(arrays["profile"][10:], NOISE[5:16, 15], rtol=1e-5)
    result = compute(DEMO, {"line": ((7, 9), (7, 9)), "width": 0}, NOISE)
    np.testing.assert_allclose(result.arrays["profile"], NOISE[7, 9:10], rtol=1e-5)
    assert "0.0 px in 1 sample," in result.summary
