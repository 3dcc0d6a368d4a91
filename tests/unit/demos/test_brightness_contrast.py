"""The picture is scikit-image's rescaling; the limits, the line and the sentence are those of the arrays."""
import re

import numpy as np
import pytest
from skimage.exposure import rescale_intensity

from livedemo import discovery

DEMO = discovery.load("brightness-contrast")
STATES = [
    {},
    {"brightness": 0.3, "contrast": 0.8},
    {"brightness": 0.5, "contrast": 0.2},
    {"by": "limits", "limits": [0.25, 0.75]},
    {"by": "auto", "clip": 2.0},
]


@pytest.mark.parametrize("state", STATES, ids=str)
@pytest.mark.parametrize("name", ["haadf-lattice", "diffraction", "camera"])
def test_the_picture_is_scikit_images(state, name, compute, sample):
    arrays = compute(DEMO, state | {"image": name}).arrays
    part = rescale_intensity(sample(name).array.astype(np.float64), tuple(arrays["limits"]), (0.0, 1.0))
    expected = np.minimum(np.floor(256 * part), 255)
    difference = np.abs(arrays["displayed"] - expected)
    assert difference.max() <= 1
    assert np.mean(difference > 0) < 0.02  # rounding at the border between two levels


def test_both_sliders_in_the_middle_show_the_whole_range(compute, sample):
    image = sample("haadf-lattice").array
    arrays = compute(DEMO, {"brightness": 0.5, "contrast": 0.5}).arrays
    assert arrays["limits"].tolist() == [image.min(), image.max()]
    assert (arrays["transfer"][0], arrays["transfer"][-1]) == (0, 255)
    assert not arrays["clipped"].any()


def test_two_values_are_parts_of_the_range(compute):
    image = np.linspace(-100, 300, 41, dtype=np.float32)[None]
    arrays = compute(DEMO, {"by": "limits", "limits": [0.25, 0.5]}, image).arrays
    np.testing.assert_allclose(arrays["limits"], [0, 100])
    expected = np.where(image < 0, 1, np.where(image > 100, 2, 0))
    np.testing.assert_array_equal(arrays["clipped"], expected)


@pytest.mark.parametrize("clip", [0.0, 1.0, 5.0])
@pytest.mark.parametrize("name", ["haadf-lattice", "diffraction"])
def test_automatic_limits_clip_no_more_than_asked(clip, name, compute, sample):
    image = sample(name).array
    black, white = compute(DEMO, {"image": name, "by": "auto", "clip": clip}).arrays["limits"]
    assert np.mean(image < black) <= clip / 100
    assert np.mean(image <= black) > clip / 100
    assert np.mean(image > white) <= clip / 100
    assert np.mean(image >= white) > clip / 100


def test_the_line_is_drawn_where_the_image_is_mapped(compute):
    image = np.arange(4096, dtype=np.uint16).reshape(64, 64)
    arrays = compute(DEMO, {"brightness": 0.4, "contrast": 0.75}, image).arrays
    drawn = np.interp(image.ravel(), arrays["values"], arrays["transfer"])
    assert np.abs(drawn - arrays["displayed"].ravel()).max() <= 4  # of a point of the line to the next
    assert arrays["grey_bar"].shape[0] == 1
    assert arrays["bar_extent"][[0, 2]].tolist() == [0, 4095]


@pytest.mark.parametrize("state", STATES, ids=str)
def test_the_sentence_counts_what_is_clipped(state, compute, sample):
    image = sample("nanoparticles").array
    result = compute(DEMO, state | {"image": "nanoparticles"})
    black, white = result.arrays["limits"]
    assert f"Black at {black:.4g}, white at {white:.4g}: {255 / (white - black):.3g} grey" in result.summary
    assert f" {100 * np.mean(image < black):.1f} % of the pixels are below" in result.summary
    assert f" {100 * np.mean(image > white):.1f} % above" in result.summary
    used = int(re.search(r"(\d+) of 256", result.summary)[1])
    assert used == len(set(result.arrays["displayed"].ravel().tolist()))


def test_marks_can_be_left_out(compute):
    state = {"contrast": 0.9}
    assert compute(DEMO, state).arrays["clipped"].any()
    assert not compute(DEMO, state | {"tint": False}).arrays["clipped"].any()


@pytest.mark.parametrize("log_counts", [False, True])
def test_the_bars_are_the_histogram(log_counts, compute, sample):
    image = sample("nanoparticles").array
    arrays = compute(DEMO, {"image": "nanoparticles", "log_counts": log_counts}).arrays
    edges = np.append(arrays["bin_left"], arrays["bin_right"][-1])
    np.testing.assert_array_equal(arrays["histogram"], np.histogram(image, edges)[0])
    heights = np.log1p(arrays["histogram"]) if log_counts else arrays["histogram"]
    np.testing.assert_allclose(arrays["heights"], 255 * heights / heights.max())


def test_the_screen_gets_the_levels_themselves(compute):
    """The first panel's colours are the grey levels 0 to 255, one each."""
    result = compute(DEMO)
    display = DEMO.view(result)[0].displays[0]
    rgba, _ = display.rgba(np.arange(256, dtype=np.uint8)[None])
    seen = rgba.view(np.uint8).reshape(256, 4)[:, :3]
    np.testing.assert_array_equal(seen, np.arange(256)[:, None] * [1, 1, 1])


def test_an_image_of_one_value_is_black(compute):
    result = compute(DEMO, {}, np.full((5, 4), 7, np.uint8))
    assert not result.arrays["displayed"].any()
    assert "a threshold" in result.summary
