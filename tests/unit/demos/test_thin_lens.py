"""The thin lens: rays, screen and sentence agree with the lens formula."""
import re

import numpy as np
import pytest

from livedemo import discovery

DEMO = discovery.load("thin-lens")


def test_in_focus_every_point_is_one_spot(compute):
    result = compute(DEMO, {"screen": 75.0, "points": 3, "height": 30.0})
    arrays = result.arrays
    behind = arrays["ray_z0"] == 0
    for place, height in ((0, -15), (1, 0), (2, 15)):
        ends = arrays["ray_y1"][behind & (arrays["ray_colour"] == place)]
        np.testing.assert_allclose(ends, -height / 2, atol=1e-9)
    np.testing.assert_allclose(arrays["image_z"], [75])
    assert result.summary == "Image 75 mm behind the lens, magnification −0.5; the screen is in focus."


def test_out_of_focus_the_sentence_has_the_diameter_of_the_disc(compute):
    result = compute(DEMO, {"screen": 90.0, "points": 1, "height": 0.0, "aperture": 30.0})
    (told,) = re.findall(r"a disc of ([\d.]+) mm", result.summary)
    assert float(told) == pytest.approx(30 * 15 / 75)
    arrays = result.arrays
    lit = arrays["place"][arrays["light"] > 0]
    pixel = arrays["place"][1] - arrays["place"][0]
    assert np.ptp(lit) == pytest.approx(float(told), abs=2 * pixel)


def test_the_focus_is_suggested_only_where_there_is_an_image(compute):
    assert compute(DEMO, {"focal_length": 60.0, "distance": 180.0}).suggested == {"screen": 90.0}
    assert compute(DEMO, {"distance": 35.0}).suggested == {}
    assert compute(DEMO, {"distance": 50.0}).suggested == {}


def test_an_object_nearer_than_the_focus_has_no_image_on_a_screen(compute):
    result = compute(DEMO, {"distance": 35.0})
    assert result.arrays["image_z"].size == 0
    assert "seem to come from 116.7 mm before the lens, 3.33 times as large" in result.summary
    assert "leave in parallel" in compute(DEMO, {"distance": 50.0}).summary


def test_the_picture_and_the_curve_count_the_same_rays(compute):
    arrays = compute(DEMO, {"depth": 100.0, "points": 4}).arrays
    assert arrays["picture"].sum() == arrays["light"].sum()
    np.testing.assert_array_equal(arrays["picture"].sum(axis=1)[::-1], arrays["light"])


def test_a_point_behind_the_object_has_its_own_colour_and_place(compute):
    arrays = compute(DEMO, {"depth": 100.0, "points": 2}).arrays
    behind = (arrays["ray_colour"] == 5) & (arrays["ray_z0"] < 0)
    assert set(arrays["ray_z0"][behind]) == {-250}
    assert set(arrays["ray_y0"][behind]) == {0}
