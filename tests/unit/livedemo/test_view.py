"""Panels: the figure is upright and square, and says which arrays fill it."""
import json

import numpy as np
import pytest

from livedemo import Result
from livedemo import view as v
from livedemo.display import Display

IMAGE = np.arange(12, dtype=np.uint8).reshape(3, 4)
RESULT = Result("One.", image=IMAGE, mask=IMAGE > 5, extent=np.array([-1.0, -2.0, 8.0, 6.0]),
                x=np.arange(3.0), y=np.arange(3.0) ** 2)


def images_of(panel):
    return [renderer.data_source for renderer in panel.figure.renderers]


def test_row_0_is_on_top_and_pixel_centres_are_whole_numbers():
    figure = v.image(RESULT, "image", title="Image").figure
    assert (figure.x_range.start, figure.x_range.end) == (-0.5, 3.5)
    assert (figure.y_range.start, figure.y_range.end) == (2.5, -0.5)
    source = images_of(v.image(RESULT, "image", title="Image"))[0]
    assert [source.data[name] for name in ("x", "y", "dw", "dh")] == [[-0.5], [-0.5], [4.0], [3.0]]


def test_an_extent_replaces_pixels():
    panel = v.image(RESULT, "image", title="Image", extent="extent")
    assert (panel.figure.x_range.start, panel.figure.x_range.end) == (-1, 7)
    assert (panel.figure.y_range.start, panel.figure.y_range.end) == (4, -2)
    assert panel.spec["extent"] == "extent"
    assert images_of(panel)[0].tags == [{"image": "image", "extent": "extent"}]


def test_what_lies_over_an_image_is_drawn_after_it_with_its_own_colours():
    panel = v.image(RESULT, "image", title="Image", over=[Display("mask", ("#00000000", "#ff0000ff"))])
    below, above = images_of(panel)
    assert [source.tags[0]["image"] for source in (below, above)] == ["image", "mask"]
    np.testing.assert_array_equal(above.data["image"][0], np.where(IMAGE > 5, 0xFF0000FF, 0))  # A, B, G, R
    assert [display.array for display in panel.displays] == ["image", "mask"]


def test_a_title_that_follows_a_control():
    panel = v.image(RESULT, "image", title=("show", {"a": "First", "b": "Second"}))
    assert panel.figure.title.text == panel.spec["title"] == "First"
    assert panel.spec["titles"] == {"control": "show", "by": {"a": "First", "b": "Second"}}


def test_a_colour_bar_has_the_limits_of_the_image():
    bar = v.image(RESULT, "image", title="Image", colour_bar="electrons").figure.right[0]
    assert (bar.color_mapper.low, bar.color_mapper.high) == (0, 11)
    assert bar.color_mapper.tags == [{"panel": "image"}]
    assert v.image(RESULT, "image", title="Image").figure.right == []


def test_the_colour_bar_of_ready_made_colours_has_those_of_an_array():
    rgba = np.full((2, 3, 4), 255, np.uint8)
    colours = np.array([[255, 0, 0, 255], [0, 16, 255, 255]], np.uint8)
    result = Result("Two colours.", picture=rgba, colours=colours, ends=np.array([-3.0, 3.0]))
    panel = v.image(result, "picture", title="Picture", colour_bar="{angle}", bar=("colours", "ends"))
    bar = panel.figure.right[0]
    assert bar.tags == [{"title": "{angle}"}]
    assert list(bar.color_mapper.palette) == ["#ff0000", "#0010ff"]
    assert (bar.color_mapper.low, bar.color_mapper.high) == (-3, 3)
    assert bar.color_mapper.tags == [{"panel": "picture", "colours": "colours", "ends": "ends"}]
    assert panel.spec["bar"] == ["colours", "ends"]
    assert "countAxes" not in panel.spec
    assert v.image(result, "picture", title="Picture", count_axes=True).spec["countAxes"] is True


def test_the_colour_bar_of_grey_levels_has_the_values_that_they_stand_for():
    levels = np.array([[0, 128]], np.uint8)
    result = Result("Two levels.", levels=levels, ends=np.array([-3.0, 3.0]))
    panel = v.image(result, "levels", title="Levels", low=0, high=256, colour_bar="", bar=("", "ends"))
    mapper = panel.figure.right[0].color_mapper
    assert (mapper.low, mapper.high) == (-3, 3)
    assert list(mapper.palette) == list(v.GREYS)
    assert mapper.tags == [{"panel": "levels", "ends": "ends", "of": [0, 256]}]
    assert panel.spec["bar"] == ["ends"]


def test_a_look_up_is_plain_data():
    panel = v.image(RESULT, "image", title="Image", look_up={
        "by": "image", "key": "x", "columns": (v.Value("y", "Area", "{area}", 1),), "link": "table"})
    assert json.loads(json.dumps(panel.spec))["lookUp"]["columns"] == [
        {"array": "y", "label": "Area", "unit": "{area}", "digits": 1}]


def test_the_value_is_read_out_unless_told_otherwise():
    assert [value["array"] for value in v.image(RESULT, "image", title="Image").spec["readOut"]] == ["image"]
    chosen = v.image(RESULT, "image", title="Image", read_out=[v.Value("mask", "mask")])
    assert [value["array"] for value in chosen.spec["readOut"]] == ["mask"]


def test_columns_say_which_arrays_they_follow():
    source = v.columns(RESULT, link="rows", left="x", top="y")
    assert source.tags == [{"columns": {"left": "x", "top": "y"}, "link": "rows"}]
    np.testing.assert_array_equal(source.data["top"], RESULT.arrays["y"])


def test_an_array_that_is_not_there():
    with pytest.raises(KeyError, match="nothing"):
        v.columns(RESULT, x="nothing")
    with pytest.raises(KeyError, match="nothing"):
        v.image(RESULT, "nothing", title="Image")


def test_a_plot_and_a_table():
    panel = v.plot("curve", title="Curve", x_label="x", y_label="y", tap={"control": "level", "over": "x"})
    assert (panel.spec["kind"], panel.spec["tap"]) == ("plot", [{"control": "level", "over": "x"}])
    both = v.plot("curve", title="Curve", x_label="x", y_label="y",
                  tap=({"control": "level", "over": "x"}, {"control": "upper", "over": "x"}))
    assert [tap["control"] for tap in both.spec["tap"]] == ["level", "upper"]
    assert panel.figure.toolbar.logo is None
    table = v.table("rows", title="Rows", columns=[v.Value("x", "X")])
    assert table.figure is None
    assert (table.spec["kind"], table.spec["link"], table.spec["names"]) == ("table", "rows", [])
    named = v.table("rows", title="Rows", columns=[v.Value("x", "X")], names=("Fit", "True"))
    assert json.loads(json.dumps(named.spec))["names"] == ["Fit", "True"]


def test_the_cyclic_colours_are_a_closed_circle_of_equally_light_ones():
    from skimage.color import rgb2lab

    rgb = np.array([list(bytes.fromhex(colour[1:])) for colour in v.CYCLIC]) / 255
    assert len(set(v.CYCLIC)) == len(v.CYCLIC) == 256
    lab = rgb2lab(rgb[None])[0]
    steps = np.linalg.norm(np.diff(lab, axis=0, append=lab[:1]), axis=1)
    assert steps.max() < 3  # no seam, where the ends meet either
    assert np.ptp(lab[:, 0]) < 8


@pytest.mark.parametrize("from_zero", [True, False])
def test_an_axis_may_leave_zero_out(from_zero):
    panel = v.plot("curve", title="Curve", x_label="x", y_label="y", from_zero=from_zero)
    assert (panel.figure.y_range.start == 0) == from_zero


def test_a_picture_in_a_plot_is_filled_from_its_array_and_place():
    panel = v.plot("curve", title="Curve", x_label="x", y_label="y")
    v.picture_in(panel, RESULT, Display("mask", v.BINARY), "extent")
    (source,) = images_of(panel)
    assert [source.data[name] for name in ("x", "y", "dw", "dh")] == [[-1.0], [-2.0], [8.0], [6.0]]
    assert source.tags == [{"image": "mask", "extent": "extent"}]
    assert [display.array for display in panel.displays] == ["mask"]
