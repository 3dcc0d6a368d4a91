"""The strips are matplotlib's rule for looking colours up; lightness and differences are scikit-image's."""
import re

import numpy as np
import pytest
from skimage import color

from imaging.colour_maps import MAPS, colour_map
from livedemo import discovery

DEMO = discovery.load("colour-uniformity")
SIGNALS = DEMO.controls[0].options


def looked_up(values, low, high, name):
    part = (values.astype(np.float64) - low) / (high - low)
    return np.clip(np.floor(256 * part), 0, 255).astype(int), colour_map(name)


@pytest.mark.parametrize("signal", SIGNALS)
@pytest.mark.parametrize("limits", [(0.0, 1.0), (0.2, 0.6)])
def test_strips_are_the_values_looked_up_in_their_maps(signal, limits, compute):
    arrays = compute(DEMO, {"signal": signal, "limits_a": limits, "map_a": "hot", "map_b": "cyclic"}).arrays
    for side, name in (("a", "hot"), ("b", "cyclic")):
        entries, table = looked_up(arrays["values"], *arrays[f"limits_{side}"], name)
        strip = arrays[f"strip_{side}"]
        same, before, behind = ((strip == table[np.clip(entries + step, 0, 255)]).all(axis=-1)
                                for step in (0, -1, 1))
        assert (same | before | behind).all()  # float32: at a border between two colours, the other one
        assert same.mean() > 0.98
    low, high = (float(arrays["values"].min()) + part * float(np.ptp(arrays["values"])) for part in limits)
    assert arrays["limits_a"] == pytest.approx([low, high], abs=1e-6)


def test_symmetric_limits_put_zero_in_the_middle(compute):
    arrays = compute(DEMO, {"signal": "asymmetric", "symmetric_b": True, "map_b": "diverging"}).arrays
    low, high = arrays["limits_b"]
    assert -low == high == np.abs(arrays["values"]).max()
    assert arrays["limits_a"] == pytest.approx([arrays["values"].min(), arrays["values"].max()])
    at_zero = arrays["strip_b"][0, np.argmin(np.abs(arrays["values"][0]))]
    assert np.abs(at_zero[:3].astype(int) - 242).max() < 8  # the white of the map


@pytest.mark.parametrize("name", MAPS)
def test_lightness_and_differences_are_scikit_images(name, compute):
    result = compute(DEMO, {"map_a": name})
    lab = color.rgb2lab(colour_map(name)[:, :3])
    steps = color.deltaE_ciede2000(lab[:-16], lab[16:])
    np.testing.assert_allclose(result.arrays["lightness_a"], lab[:, 0], atol=0.02)
    np.testing.assert_allclose(result.arrays["steps_a"], steps, rtol=0.02, atol=0.02)
    found = re.search(r"; A, .*: L\* (\d+) to (\d+), steps ΔE ([\d.]+) to ([\d.]+); B", result.summary)
    expected = [lab[:, 0].min(), lab[:, 0].max(), steps.min(), steps.max()]
    np.testing.assert_allclose([float(g) for g in found.groups()], expected, atol=0.56)


@pytest.mark.parametrize(("measure", "points", "unit"), [("lightness", 256, "L*"), ("steps", 240, "1/16")])
def test_what_is_drawn(measure, points, unit, compute):
    result = compute(DEMO, {"measure": measure})
    for side in "ab":
        assert result.arrays[f"place_{side}"].shape == result.arrays[f"measured_{side}"].shape == (points,)
        np.testing.assert_array_equal(result.arrays[f"measured_{side}"], result.arrays[f"{measure}_{side}"])
        place = result.arrays[f"place_{side}"]
        assert place[0] + place[-1] == pytest.approx(1)
    assert unit in result.units["measure"]


def test_an_image_is_shown_by_its_middle_row(compute):
    image = np.arange(35, dtype=np.uint8).reshape(5, 7)
    arrays = compute(DEMO, {"signal": "image"}, image).arrays
    np.testing.assert_array_equal(arrays["profile"], image[2])
    assert arrays["strip_a"].shape == (5, 7, 4)


def test_the_ripple_survives_in_lightness_only_where_the_map_has_a_slope(compute):
    """In the middle of jet, from cyan to yellow, lightness hardly changes; in viridis it does."""
    state = {"signal": "comb", "ripple": 10.0, "wavelength": 8, "map_a": "jet", "map_b": "viridis"}
    arrays = compute(DEMO, state).arrays

    def visible(side):
        light = color.rgb2lab(arrays[f"strip_{side}"][0, 220:292, :3])[:, 0]
        return np.std(light[4:] - light[:-4])  # from crest to trough; the ramp adds a constant

    assert visible("a") < 0.4 * visible("b")


def test_the_same_signal_is_not_sent_again(compute):
    assert compute(DEMO, {}).arrays["values"] is compute(DEMO, {"map_a": "hot"}).arrays["values"]


@pytest.mark.parametrize(("signal", "fitting"), [
    ("ramp", "viridis"), ("asymmetric", "diverging"), ("cosine", "diverging"), ("phase", "cyclic"),
])
def test_a_fitting_map_comes_with_the_signal(signal, fitting, compute):
    arrays = compute(DEMO, {"signal": signal, "map_b": "fitting"}).arrays
    np.testing.assert_array_equal(arrays["colours_b"], colour_map(fitting))
    np.testing.assert_array_equal(arrays["strip_b"], compute(DEMO, {"signal": signal, "map_b": fitting})
                                  .arrays["strip_b"])


def test_a_strip_is_only_coloured_again_for_what_it_shows(compute, prepare):
    ready = prepare(DEMO)
    first = compute(DEMO, {}, prepared=ready).arrays
    changed = compute(DEMO, {"limits_a": [0.2, 0.7]}, prepared=ready).arrays
    anew = {name for name in first if changed[name] is not first[name]}
    assert anew == {"strip_a", "limits_a", "bar_ends_a"}
