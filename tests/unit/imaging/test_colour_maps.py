"""Colours and differences against scikit-image; lightness as it was designed."""
import numpy as np
import pytest
from bokeh.palettes import viridis
from skimage import color

from imaging.colour_maps import (
    MAPS,
    colour_difference,
    colour_map,
    coloured,
    equal_lightness,
    even_lightness,
    step_differences,
)

GENERATOR = np.random.default_rng(1)


def lightness(name):
    return color.rgb2lab(colour_map(name)[:, :3])[:, 0]


@pytest.mark.parametrize("name", MAPS)
def test_a_map_is_256_opaque_colours_that_cannot_be_changed(name):
    table = colour_map(name)
    assert (table.shape, table.dtype) == ((256, 4), np.uint8)
    assert (table[:, 3] == 255).all()
    assert not table.flags.writeable
    assert len(np.unique(table, axis=0)) > 150


@pytest.mark.parametrize("name", sorted(MAPS.keys() - {"hot", "jet"}))
def test_a_screen_can_show_its_colours(name):
    assert MAPS[name]().min() > -0.03
    assert MAPS[name]().max() < 1.03


@pytest.mark.parametrize("name", ["greys", "fire", "viridis"])
def test_lightness_rises_evenly(name):
    curve = lightness(name)
    even = np.linspace(curve[0], curve[-1], 256)
    np.testing.assert_allclose(curve, even, atol=3 if name == "viridis" else 1)
    assert curve[-1] - curve[0] > 70


@pytest.mark.parametrize(("name", "turn"), [("diverging", 0.5), ("rainbow", None)])
def test_lightness_rises_and_falls_at_one_rate(name, turn):
    slope = np.abs(np.gradient(lightness(name), 1 / 255))
    top = int(np.argmax(lightness(name)))
    beside = np.abs(np.arange(256) - top) > 6
    smooth = np.convolve(slope, np.ones(9) / 9, "same")
    inside = beside & (np.arange(256) > 6) & (np.arange(256) < 249)
    assert np.ptp(smooth[inside]) < 0.2 * smooth[inside].mean()
    if turn:
        assert top / 255 == pytest.approx(turn, abs=0.05)


@pytest.mark.parametrize("name", ["isoluminant", "cyclic"])
def test_lightness_is_the_same_everywhere(name):
    assert np.ptp(lightness(name)) < 1


def test_the_cyclic_map_closes():
    lab = color.rgb2lab(colour_map("cyclic")[:, :3])
    steps = np.linalg.norm(lab - np.roll(lab, 1, axis=0), axis=1)
    assert steps[0] == pytest.approx(steps.mean(), rel=0.7)
    assert np.linalg.norm(colour_map("isoluminant")[0].astype(int) - colour_map("isoluminant")[-1]) > 60


def test_hot_and_jet_are_not_even():
    hot, jet = lightness("hot"), lightness("jet")
    assert np.abs(hot - np.linspace(hot[0], hot[-1], 256)).max() > 15
    assert (np.diff(jet) < 0).any()
    assert colour_map("jet")[[0, 255], :3].tolist() == [[0, 0, 128], [128, 0, 0]]
    assert colour_map("hot")[[0, 255], :3].tolist() == [[0, 0, 0], [255, 255, 255]]


def test_viridis_is_the_original():
    assert ["#" + bytes(c).hex() for c in colour_map("viridis")[:, :3]] == \
        [c.lower()[:7] for c in viridis(256)]


def test_differences_are_scikit_images():
    one, other = (color.rgb2lab(GENERATOR.random((2000, 3))) for _ in range(2))
    one[:5, 1:] = 0
    other[3:8, 1:] = 0
    np.testing.assert_allclose(colour_difference(one, other), color.deltaE_ciede2000(one, other), rtol=1e-6)


def test_differences_are_those_of_the_paper():
    """Pairs 1, 7 and 16 of the table of Sharma, Wu and Dalal."""
    one = [[50, 2.6772, -79.7751], [50, 0, 0], [50, 2.5, 0]]
    other = [[50, 0, -82.7485], [50, -1, 2], [50, 0, -2.5]]
    np.testing.assert_allclose(colour_difference(one, other), [2.0425, 2.3669, 4.3065], atol=1e-4)


def test_steps():
    table = colour_map("viridis")
    lab = color.rgb2lab(table[:, :3])
    expected = [color.deltaE_ciede2000(lab[i], lab[i + 8]) for i in (0, 100, 247)]
    steps = step_differences(table)
    assert steps.shape == (248,)
    np.testing.assert_allclose(steps[[0, 100, 247]], expected, rtol=0.01)


def test_makers():
    ramp = even_lightness(["000000", "ffffff"])
    np.testing.assert_allclose(color.rgb2lab(ramp)[:, 0], np.linspace(0, 100, 256), atol=0.01)
    arc = color.rgb2lab(equal_lightness(60, 20, (0, 90)))
    np.testing.assert_allclose(arc[[0, -1]], [[60, 20, 0], [60, 0, 20]], atol=0.05)


def test_an_unknown_map():
    with pytest.raises(ValueError, match="no colour map 'moon'; there are greys, "):
        colour_map("moon")


@pytest.mark.parametrize("shape", [(4, 5), (1, 1), (3, 0), (2, 3, 4)])
@pytest.mark.parametrize("channels", [3, 4])
def test_levels_get_the_entries_of_the_table(shape, channels):
    levels = GENERATOR.integers(0, 256, shape, np.uint8)
    table = GENERATOR.integers(0, 256, (256, channels), np.uint8)
    np.testing.assert_array_equal(coloured(levels, table), table[levels])
    np.testing.assert_array_equal(coloured(levels.T, table), table[levels.T])
