"""What the scan shows is what the demo says: peaks of its own FFT, the truth of the sample, and values."""
import re

import numpy as np
import pytest
from scipy import ndimage

from imaging.moire import fringes
from livedemo import discovery

DEMO = discovery.load("stem-moire")
SAMPLES = DEMO.image_inputs[0].samples


@pytest.mark.parametrize(("sampling", "angle"),
                         [(1.1, 0.0), (1.1, -2.0), (0.8, 3.0), (1.45, 10.0), (5.0, 0.0)])
def test_the_moire_is_the_peak_of_the_scan(sampling, angle, compute, sample):
    arrays = compute(DEMO, {"sampling": sampling, "angle": angle}).arrays
    n = arrays["sampled"].shape[0]
    step = arrays["sampled_extent"][2] / n
    found = fringes(arrays["sampled"]) / step  # along the axes of the scan
    c, s = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    in_image = found @ np.array([[c, -s], [s, c]])
    drawn = np.stack([arrays["moire_rows"], arrays["moire_columns"]], axis=1)
    for peak in in_image:
        assert np.abs(drawn - peak).max(axis=1).min() < 0.0015 / sample("strained-gold").pixel_size


def test_the_lattice_and_its_magnification_are_those_of_the_truth(compute, sample):
    gold = sample("strained-gold")
    summary = compute(DEMO, {"sampling": 1.1, "angle": -2.0}).summary
    spacing = np.linalg.norm(gold.truth["cell"][0]) * gold.pixel_size
    assert summary.count(f"fringes of {spacing:.3g} nm look") == 2
    widths = [float(w) for w in re.findall(r"look ([\d.]+) nm wide", summary)]
    np.testing.assert_allclose(widths, spacing / 0.1, rtol=0.1)
    (apart,) = re.findall(r"([\d.]+) nm apart, 1.10 per fringe", summary)
    assert float(apart) == pytest.approx(spacing / 1.1, rel=0.005)


def test_the_strain_of_the_film_is_magnified(compute, sample):
    """The moiré's rows follow 1 / (1 / d - 1 / s): where d grows by 3 %, they come closer."""
    gold = sample("strained-gold")
    arrays = compute(DEMO, {"sampling": 1.1, "angle": -2.0}).arrays
    n = arrays["sampled"].shape[0]
    step = arrays["sampled_extent"][2] / n
    periods = []
    for part in (arrays["sampled"][: int(0.7 * n)], arrays["sampled"][int(0.77 * n) :]):
        profile = part.mean(axis=1) - part.mean()
        power = np.abs(np.fft.rfft(profile * np.hanning(profile.size), 4096))
        frequency = np.fft.rfftfreq(4096, step)
        inside = frequency > 0.004 / gold.pixel_size
        periods.append(1 / frequency[inside][np.argmax(power[inside])])
    spacing = np.linalg.norm(gold.truth["cell"][0])
    step /= gold.pixel_size
    periods = np.array(periods) / gold.pixel_size
    want = [1 / abs(1 / d - 1 / step) for d in (spacing, spacing * (1 + gold.truth["strain"]))]
    np.testing.assert_allclose(periods, want, rtol=0.15)
    assert periods[0] / periods[1] > 1.15


def test_values_are_those_of_a_spline_at_the_points(compute, sample):
    gold = sample("strained-gold")
    image = gold.array.astype(float)
    arrays = compute(DEMO, {"sampling": 2.0}).arrays
    n = arrays["sampled"].shape[0]
    step = arrays["sampled_extent"][2] / n / gold.pixel_size
    place = (len(image) - 1) / 2 + (np.arange(n) - (n - 1) / 2) * step
    want = ndimage.map_coordinates(image, np.meshgrid(place, place, indexing="ij"), order=3, mode="reflect")
    np.testing.assert_allclose(arrays["sampled"], want, atol=1e-2)


def test_only_points_of_the_detail_are_drawn_and_they_may_be_hidden(compute):
    shown, hidden = (compute(DEMO, {"grid": grid}).arrays for grid in (True, False))
    left, top, width, height = shown["detail_extent"]
    assert 11**2 < len(shown["point_rows"]) < 16**2
    assert ((shown["point_rows"] > top) & (shown["point_rows"] < top + height)).all()
    assert len(hidden["point_rows"]) == len(hidden["point_columns"]) == 0
    rows, columns = (slice(int(a + 0.5), int(a + 0.5 + n)) for a, n in ((top, height), (left, width)))
    np.testing.assert_array_equal(shown["detail"], shown["image"][rows, columns])


@pytest.mark.parametrize("name", SAMPLES)
def test_the_peaks_are_drawn_where_the_spectrum_has_them(name, compute):
    arrays = compute(DEMO, {"image": name}).arrays
    left, top, width, height = arrays["spectrum_extent"]
    rows, columns = arrays["spectrum"].shape
    row = np.round((arrays["fringe_rows"] - top) / height * rows - 0.5).astype(int)
    column = np.round((arrays["fringe_columns"] - left) / width * columns - 0.5).astype(int)
    assert len(row) == 4
    for r, c in zip(row[[0, 2]], column[[0, 2]], strict=True):
        near = arrays["spectrum"][max(r - 1, 0) : r + 2, max(c - 1, 0) : c + 2]
        assert near.max() > np.percentile(arrays["spectrum"], 99)


def test_lengths_and_frequencies_are_in_the_unit_of_the_sample(compute, sample):
    gold = sample("strained-gold")
    result = compute(DEMO, {"angle": 0.0})
    assert result.units == {"length": "nm"}
    assert result.arrays["sampled_extent"][2] == pytest.approx(400 * gold.pixel_size, rel=0.03)
    rings = np.hypot(result.arrays["fringe_rows"], result.arrays["fringe_columns"])
    spacing = np.linalg.norm(gold.truth["cell"][0]) * gold.pixel_size
    np.testing.assert_allclose(rings, 1 / spacing, rtol=0.01)
    assert compute(DEMO, {"image": "tiles"}).units == {"length": "px"}


def test_fine_enough_is_said_to_be_as_it_is(compute):
    assert compute(DEMO, {"sampling": 5.0}).summary.count("look as they are") == 2


def test_without_fringes_it_says_so(compute):
    result = compute(DEMO, {}, np.random.default_rng(0).normal(size=(160, 160)))
    assert "the image has no fringes, so its side is taken as 16 of them." in result.summary
    assert result.arrays["sampled_extent"][2] == pytest.approx(160, rel=0.1)
