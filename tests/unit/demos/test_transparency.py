"""The blended picture is the formula; the map lies where its truth says; its opacity follows the counts."""
import asyncio
import re

import numpy as np
import pytest
from scipy import ndimage

from demos.transparency import COLOURS
from livedemo import Picture, discovery
from livedemo.state import clean_state
from samples import _core_shell

DEMO = discovery.load("transparency")


def grey_of(image):
    low, high = float(image.min()), float(image.max())
    return np.minimum(np.floor(256 * (image - low) / (high - low)), 255)


@pytest.mark.parametrize("alpha", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("blend", ["over", "add"])
@pytest.mark.parametrize("colour", ["orange", "sky"])
def test_the_picture_is_the_formula(alpha, blend, colour, compute):
    arrays = compute(DEMO, {"alpha": alpha, "blend": blend, "colour": colour}).arrays
    grey, opacity = grey_of(arrays["image"])[..., None], arrays["opacity"][..., None].astype(float)
    front = np.array(COLOURS[colour][1])
    expected = opacity * front + (1 - opacity) * grey if blend == "over" else grey + opacity * front
    difference = np.abs(arrays["blended"][..., :3] - np.minimum(expected, 255))
    assert np.percentile(difference, 99.9) < 0.51
    assert difference.max() < 1.51  # where a grey level is rounded the other way
    assert opacity.max() == pytest.approx(alpha)


def test_the_map_lies_on_the_particles_that_it_was_recorded_from(compute):
    arrays = compute(DEMO, {"alpha": 1.0, "threshold": 0.25, "softness": 0.0}).arrays
    thick = ndimage.gaussian_filter(_core_shell.thickness()["gold"], 4)
    inside = np.zeros(thick.shape, bool)
    inside[27:315, 48:336] = True  # 96 pixels of 3, centred from (28, 49) on
    found, there = arrays["opacity"] > 0.5, (thick > 0.3 * thick.max()) & inside
    assert not found[~inside].any()
    assert [arrays["outline_row"].min(), arrays["outline_row"].max()] == pytest.approx([26.5, 314.5])
    assert [arrays["outline_column"].min(), arrays["outline_column"].max()] == pytest.approx([47.5, 335.5])
    assert 2 * (found & there).sum() / (found.sum() + there.sum()) > 0.88
    moved = [2 * (np.roll(found, step, axis) & there).sum() / (found.sum() + there.sum())
             for axis in (0, 1) for step in (-9, 9)]
    assert max(moved) < 2 * (found & there).sum() / (found.sum() + there.sum())


def test_pixels_of_the_map_are_squares_without_interpolation(compute, sample):
    arrays = compute(DEMO, {"blur": 0.0, "interpolate": False}).arrays
    squares = np.kron(sample("edx-gold").array, np.ones((3, 3)))
    np.testing.assert_array_equal(arrays["registered"][27:315, 48:336], squares)


def test_another_map_is_stretched_over_the_image(compute):
    image = np.arange(60, dtype=np.uint8).reshape(6, 10)
    arrays = compute(DEMO, {"blur": 0.0, "interpolate": False, "opacity": "constant"}, image).arrays
    np.testing.assert_array_equal(arrays["registered"], image)  # both are that image
    assert (arrays["opacity"] == np.float32(0.75)).all()


def test_a_coarse_map_is_stretched_over_a_fine_image():
    values = {"blur": 0.0, "interpolate": False}
    counts = np.array([[0, 1, 2], [3, 4, 5]], np.uint16)
    fine = Picture(np.zeros((6, 9), np.float32))
    prepared = DEMO.prepare({"image": fine, "map": Picture(counts), "second": Picture(counts)})
    result = asyncio.run(DEMO.last_result(prepared, clean_state(DEMO.controls, values)))
    np.testing.assert_array_equal(result.arrays["registered"], np.kron(counts, np.ones((3, 3))))


def test_the_opacity_is_the_drawn_curve(compute):
    for state in ({}, {"threshold": 0.2, "softness": 0.0}, {"softness": 1.0}, {"opacity": "constant"}):
        arrays = compute(DEMO, state).arrays
        here = np.s_[60:300, 60:300]
        drawn = np.interp(arrays["registered"][here], arrays["values"], arrays["curve"])
        steps = np.abs(np.diff(arrays["curve"])).max()
        assert np.abs(drawn - arrays["opacity"][here]).max() <= steps + 1e-5


def test_a_second_map_changes_the_picture_where_it_counts(compute):
    one, two = (compute(DEMO, {"two": two, "blend": "add"}).arrays["blended"].astype(int)
                for two in (False, True))
    assert (two >= one).all()
    shell = (_core_shell.thickness()["silver"] > 14)[60:300, 60:300]
    assert (two - one)[60:300, 60:300][shell].mean() > 10 * (two - one)[:20].mean() + 10


def test_linear_light_is_brighter(compute):
    levels, light = (compute(DEMO, {"alpha": 0.5, "linear": linear}).arrays for linear in (False, True))
    brighter = light["blended"].astype(int) - levels["blended"]
    assert brighter.min() >= -1
    assert brighter[levels["opacity"] > 0.3].mean() > 3


def test_the_sentence_is_about_the_arrays(compute):
    result = compute(DEMO, {})
    counts, opacity = result.arrays["counts"], result.arrays["opacity"]
    assert f"mean {counts.mean():.3g} per pixel, at most {counts.max()};" in result.summary
    found = re.search(r"on ([\d.]+) % of the image, its mean opacity is ([\d.]+)\.", result.summary)
    share, mean = found.groups()
    assert float(share) == pytest.approx(100 * np.mean(opacity >= 0.5), abs=0.051)
    assert float(mean) == pytest.approx(opacity.mean(), abs=0.0051)


def test_bars_count_the_smoothed_map(compute, sample):
    arrays = compute(DEMO, {"blur": 0.0}).arrays
    edges = np.append(arrays["bin_left"], arrays["bin_right"][-1])
    counts = np.histogram(sample("edx-gold").array.astype(np.float32), edges)[0]
    np.testing.assert_allclose(arrays["heights"], np.log1p(counts) / np.log1p(counts).max())
