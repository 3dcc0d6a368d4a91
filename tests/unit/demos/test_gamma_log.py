"""The picture is scikit-image's gamma and numpy's logarithm; curve, histograms and sentence follow."""
import re

import numpy as np
import pytest
from skimage import exposure

from livedemo import discovery

DEMO = discovery.load("gamma-log")
STATES = [
    {"mapping": "linear"},
    {"mapping": "linear", "limits": [1e-4, 0.01]},
    {"mapping": "gamma", "gamma": 0.1},
    {"mapping": "gamma", "gamma": 3.0, "limits": [1e-6, 0.5]},
    {"mapping": "log", "offset": 1e-3},
    {"mapping": "log", "offset": 50.0, "limits": [1e-3, 0.1]},
]
every_state = pytest.mark.parametrize("state", STATES, ids=str)


def position(values, black, white, state):
    """Where values lie between black and white on the screen, 0 to 1, in float64."""
    part = exposure.rescale_intensity(values.astype(np.float64), (black, white), (0.0, 1.0))
    if state["mapping"] == "gamma":
        return exposure.adjust_gamma(part, state["gamma"])
    if state["mapping"] == "log":
        most = (white - black) / state["offset"]
        return np.log1p(part * most) / np.log1p(most)
    return part


def assert_levels(levels, part):
    expected = np.minimum(np.floor(256 * part), 255)
    wrong = levels != expected
    assert np.abs(levels - expected).max() <= 1
    np.testing.assert_allclose(256 * part[wrong], np.round(256 * part[wrong]), atol=2e-3)


@every_state
@pytest.mark.parametrize("name", ["diffraction", "haadf-lattice", "camera"])
def test_the_picture_is_scikit_images(state, name, compute, sample):
    image = sample(name).array
    arrays = compute(DEMO, state | {"image": name}).arrays
    assert_levels(arrays["displayed"], position(image, *arrays["limits"], state))


@every_state
def test_the_curve_is_the_mapping(state, compute):
    arrays = compute(DEMO, state).arrays
    assert_levels(arrays["transfer"], position(arrays["values"], *arrays["limits"], state))
    evenly = np.linspace(arrays["values"][0], arrays["values"][-1], arrays["grey_bar"].shape[1])
    assert_levels(arrays["grey_bar"][0], position(evenly, *arrays["limits"], state))


def test_limits_are_parts_of_the_range(compute):
    image = np.linspace(-50, 150, 21, dtype=np.float32)[None]
    arrays = compute(DEMO, {"limits": [0.25, 0.5]}, image).arrays
    np.testing.assert_allclose(arrays["limits"], [0, 50])


def test_gamma_one_is_linear(compute):
    straight = compute(DEMO, {"mapping": "linear"}).arrays["displayed"]
    by_power = compute(DEMO, {"mapping": "gamma", "gamma": 1.0}).arrays["displayed"]
    np.testing.assert_array_equal(by_power, straight)


@every_state
@pytest.mark.parametrize("log_counts", [False, True])
def test_the_histogram_of_the_greys_counts_every_pixel(state, log_counts, compute):
    arrays = compute(DEMO, state | {"log_counts": log_counts}).arrays
    edges = np.append(arrays["grey_left"], arrays["grey_right"][-1])
    counts = np.histogram(arrays["displayed"], edges)[0]
    np.testing.assert_array_equal(arrays["grey_counts"], counts)
    heights = np.log1p(counts) if log_counts else counts
    np.testing.assert_allclose(arrays["grey_heights"], 100 * heights / heights.max())


@every_state
def test_the_sentence_is_about_the_picture(state, compute):
    result = compute(DEMO, state)
    displayed = result.arrays["displayed"]
    found = re.search(r"(\d+) of 256 .*; ([\d.]+) % .*, ([\d.]+) % white", result.summary)
    used, dark, white = found.groups()
    assert int(used) == len(np.unique(displayed))
    assert float(dark) == pytest.approx(100 * np.mean(displayed < 16), abs=0.051)
    assert float(white) == pytest.approx(100 * np.mean(displayed == 255), abs=0.051)


def test_a_bent_curve_shows_the_spots_that_a_straight_one_hides(compute, sample):
    """Reflections near the direct beam stand out from what is beside them only when the curve is bent."""
    picture = sample("diffraction")
    spots = picture.truth["spots"]
    distance = np.linalg.norm(spots - picture.truth["centre"], axis=1)
    near = spots[(distance > 60) & (distance < 200)].astype(int)
    rows, columns = near[:, 0], near[:, 1]

    def contrast(state):
        displayed = compute(DEMO, state).arrays["displayed"].astype(float)
        beside = displayed[rows + 12, columns + 6]
        return np.median(displayed[rows, columns] - beside)

    assert contrast({"mapping": "linear"}) < 8
    assert contrast({"mapping": "gamma", "gamma": 0.25}) > 25
    assert contrast({"mapping": "log"}) > 25
