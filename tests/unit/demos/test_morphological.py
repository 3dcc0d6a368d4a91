"""Chains of steps against scipy and scikit-image; counts in the summary against the arrays."""
import re

import numpy as np
import pytest
from scipy import ndimage
from skimage import morphology
from skimage.filters import threshold_otsu

from livedemo import discovery

DEMO = discovery.load("morphological")
CORNERS = np.ones((3, 3))


def image():
    generator = np.random.default_rng(3)
    return (ndimage.gaussian_filter(generator.normal(size=(70, 95)), 2) > 0.1).astype(np.uint8) ^ (
        generator.random((70, 95)) < 0.02)


def numbers(summary):
    return [float(n) for n in re.findall(r"\d+(?:\.\d+)?", summary)]


#: Each step on a mask, with the footprint's own function of scikit-image; a frame keeps holes away from it.
BY_SCIKIT_IMAGE = {
    "erode": lambda mask, foot: morphology.erosion(mask, foot),
    "dilate": lambda mask, foot: morphology.dilation(mask, foot),
    "open": lambda mask, foot: morphology.opening(mask, foot),
    "close": lambda mask, foot: morphology.closing(mask, foot),
    "fill": lambda mask, foot: ndimage.binary_fill_holes(mask),
    "fill_small": lambda mask, foot: morphology.remove_small_holes(
        np.pad(mask, 40), 32, connectivity=1)[40:-40, 40:-40],
    "remove_small": lambda mask, foot: morphology.remove_small_objects(mask, 32, connectivity=2),
    "outline": lambda mask, foot: mask & ~morphology.erosion(mask, foot),
    "skeleton": lambda mask, foot: morphology.thin(mask),
}


@pytest.mark.parametrize("step", BY_SCIKIT_IMAGE)
@pytest.mark.parametrize("before", [(), ("open",), ("close", "erode")])
def test_every_step_after_every_other_is_that_of_scikit_image(step, before, compute):
    foot = morphology.disk(2)
    mask = image() > 0
    for each in (*before, step):
        mask = BY_SCIKIT_IMAGE[each](mask, foot)
    arrays = compute(DEMO, {"operations": [*before, step], "size": 5}, image()).arrays
    np.testing.assert_array_equal(arrays["mask"], mask)
    np.testing.assert_array_equal(arrays["footprint"], foot)


def test_all_steps_are_offered():
    assert BY_SCIKIT_IMAGE.keys() == next(c for c in DEMO.controls if c.name == "operations").options.keys()


@pytest.mark.parametrize("step", ["erode", "dilate"])
def test_repeated_steps_are_as_many_single_ones(step, compute):
    repeated = compute(DEMO, {"operations": [step], "iterations": 3}, image()).arrays["mask"]
    single = compute(DEMO, {"operations": [step] * 3}, image()).arrays["mask"]
    np.testing.assert_array_equal(repeated, single)


@pytest.mark.parametrize("against", ["start", "last"])
def test_colours_and_numbers_say_what_changed(against, compute):
    steps = ["dilate", "open", "erode"]
    result = compute(DEMO, {"operations": steps, "size": 5, "against": against}, image())
    mask, before = result.arrays["mask"], result.arrays["before"]
    since = before if against == "start" else compute(
        DEMO, {"operations": steps[:2], "size": 5}, image()).arrays["mask"]
    np.testing.assert_array_equal(result.arrays["change"], 2 * mask.astype(int) + since)
    was, regions, area_before, area, added, removed = numbers(result.summary)
    assert (was, regions) == (ndimage.label(before, CORNERS)[1], ndimage.label(mask, CORNERS)[1])
    assert (area_before, area) == pytest.approx((100 * before.mean(), 100 * mask.mean()), abs=0.05)
    assert (added, removed) == ((mask & ~since).sum(), (since & ~mask).sum())
    assert min(added + removed, was, regions) > 0


@pytest.mark.parametrize("invert", [False, True])
def test_a_grey_image_is_cut_at_otsus_threshold(invert, compute, sample):
    before = compute(DEMO, {"image": "coins", "invert": invert, "operations": []}).arrays["before"]
    coins = sample("coins").array
    np.testing.assert_array_equal(before, (coins > threshold_otsu(coins)) ^ invert)


def test_closing_and_opening_bring_the_mask_back(compute, sample):
    """Four in five of the wrong pixels are right again, and most of the specks are no regions any more."""
    truth = sample("binary-mask").truth["mask"]
    result = compute(DEMO)
    wrong = [(result.arrays[name] != truth).sum() for name in ("before", "mask")]
    assert wrong[1] < 0.2 * wrong[0]
    was, regions, known = numbers(result.summary)[:3]
    assert was > 400
    assert abs(regions - known) <= 5
    assert known == 45


def test_an_even_size_from_a_link_is_the_next_odd_one(compute):
    assert compute(DEMO, {"size": 4}, image()).arrays["footprint"].shape == (5, 5)


def test_a_painted_footprint_is_used_as_it_is_painted(compute):
    """Not turned over by dilation or erosion: each is the other one's on the background."""
    cells = ((1.0, 1.0), (1.2, 3.9), (6.0, 2.0))
    foot = np.zeros((7, 7), bool)
    foot[[1, 1, 6], [1, 4, 2]] = True
    mask = image() > 0
    painted = {"footprint": "custom", "cells": cells}
    arrays = {step: compute(DEMO, painted | {"operations": [step]}, image()).arrays
              for step in ("erode", "dilate")}
    np.testing.assert_array_equal(arrays["erode"]["footprint"], foot)
    np.testing.assert_array_equal(arrays["dilate"]["mask"], ndimage.binary_dilation(mask, foot))
    np.testing.assert_array_equal(arrays["erode"]["mask"], ndimage.binary_erosion(mask, foot, border_value=1))


def test_an_empty_footprint_changes_nothing(compute):
    arrays = compute(DEMO, {"footprint": "custom", "cells": (), "operations": ["dilate", "erode"]}).arrays
    assert arrays["footprint"].sum() == arrays["footprint"][3, 3] == 1
    np.testing.assert_array_equal(arrays["mask"], arrays["before"])


def test_pens_paint_the_mask_before_the_steps(compute):
    arrays = compute(DEMO, {"operations": [], "pen_radius": 4.0, "white": [[20, 30]], "black": [[20, 33]]},
                     image()).arrays
    row, column = np.indices(arrays["mask"].shape)
    expected = (image() > 0) | (np.hypot(row - 20, column - 30) <= 4)
    expected &= np.hypot(row - 20, column - 33) > 4
    np.testing.assert_array_equal(arrays["before"], expected)


def test_steps_that_were_done_are_not_done_again(compute, prepare):
    """But anew where what they depend on has changed."""
    prepared = prepare(DEMO, {}, image())
    for state in ({"operations": ["dilate"]}, {"operations": ["dilate", "open"]}, {"operations": ["close"]},
                  {"operations": ["close", "fill"], "size": 7}, {"operations": ["close"], "size": 7},
                  {"operations": ["close"], "size": 7, "white": [[9, 9]]},
                  {"operations": ["close", "remove_small"], "size": 7, "white": [[9, 9]], "area": 200}):
        kept = compute(DEMO, state, prepared=prepared)
        anew = compute(DEMO, state, image())
        assert kept.summary == anew.summary
        np.testing.assert_array_equal(kept.arrays["change"], anew.arrays["change"])
