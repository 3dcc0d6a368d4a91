"""The poster is well-formed SVG that shows every glyph a demo may draw, where its data are."""
import base64
import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from livedemo import Result
from livedemo import view as v
from livedemo.display import Display
from sitebuild.poster import HEIGHT, WIDTH, poster

SVG = "{http://www.w3.org/2000/svg}"
PIXELS = np.arange(6, dtype=np.uint8).reshape(2, 3) * 50
RESULT = Result(
    "One.", image=PIXELS, tint=PIXELS > 100, x=np.array([0.0, 1.0, 4.0]), y=np.array([0.0, 2.0, 8.0]),
    place=np.array([1.0, 2.0, 2.0, 4.0]),
    left=np.array([0.0, 2.0]), right=np.array([2.0, 4.0]), counts=np.array([3, 6]))


def curve():
    return v.plot("curve", title="Curve <of> & \"more\"", x_label="x", y_label="y")


def parsed(*panels, title="Title"):
    return ElementTree.fromstring(poster(title, panels, RESULT))


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", text)]


def frame(svg, number=0):
    """Return (left, top, width, height) of a panel's frame."""
    rect = svg.findall(f"{SVG}clipPath/{SVG}rect")[number]
    return [float(rect.get(name)) for name in ("x", "y", "width", "height")]


def curve_with_line():
    panel = curve()
    panel.figure.line("x", "y", line_color="#123456", source=v.columns(RESULT, x="x", y="y"))
    return panel


def test_titles_are_text():
    svg = parsed(curve_with_line(), title="A < B & C")
    assert svg.find(f"{SVG}title").text == "A < B & C"
    assert svg.find(f"{SVG}text").text == "Curve <of> & \"more\""


def test_a_line_goes_through_its_points():
    svg = parsed(curve_with_line())
    line = svg.find(f".//{SVG}polyline")
    assert line.get("stroke") == "#123456"
    left, top, width, height = frame(svg)
    points = np.array(numbers(line.get("points"))).reshape(-1, 2)
    np.testing.assert_allclose(points[:, 0], left + width * np.array([0, 0.25, 1]), atol=0.1)
    np.testing.assert_allclose(points[:, 1], top + height * (1 - np.array([0, 0.25, 1])), atol=0.1)


def test_bars_stand_on_the_axis():
    panel = curve()
    panel.figure.quad(left="left", right="right", top="top", bottom=0, fill_color="#abcdef",
                      source=v.columns(RESULT, left="left", right="right", top="counts"))
    svg = parsed(panel)
    left, top, width, height = frame(svg)
    bars = svg.find(f".//{SVG}g/{SVG}path")
    assert bars.get("fill") == "#abcdef"
    first, second = (numbers(part) for part in bars.get("d").split("z")[:2])
    np.testing.assert_allclose(first, [left, top + height, top + height / 2, left + width / 2, top + height],
                               atol=0.1)
    np.testing.assert_allclose(second[2], top, atol=0.1)


def test_a_vertical_line_crosses_the_frame():
    panel = curve_with_line()
    panel.figure.vspan(x="x", line_color="#654321", source=v.columns(RESULT, x="left"))
    svg = parsed(panel)
    left, top, width, height = frame(svg)
    path = svg.find(f".//{SVG}path[@stroke='#654321']")
    np.testing.assert_allclose(numbers(path.get("d")), [left, top, top + height, left + width / 2, top,
                                                        top + height], atol=0.1)


def test_marks_stand_on_their_points():
    panel = curve()
    panel.figure.scatter("x", "y", line_color="#0000ff", source=v.columns(RESULT, x="x", y="y"))
    svg = parsed(panel)
    circles = svg.findall(f".//{SVG}circle")
    assert len(circles) == 3
    assert {circle.get("stroke") for circle in circles} == {"#0000ff"}
    left, top, width, height = frame(svg)
    assert float(circles[1].get("cx")) == pytest.approx(left + width / 4, abs=0.1)


def test_images_are_the_pixels_in_their_colours_and_proportions():
    panel = v.image(RESULT, "image", title="Image", over=[Display("tint", ("#00000000", "#ff000080"))])
    svg = parsed(panel)
    below, above = svg.findall(f".//{SVG}image")
    assert [float(below.get(name)) for name in ("x", "y", "width", "height")] == frame(svg)
    _, _, width, height = frame(svg)
    assert width / height == pytest.approx(3 / 2, abs=0.01)
    kind, data = above.get("href").split(";base64,")
    assert kind == "data:image/webp"
    shown = np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))
    np.testing.assert_array_equal(shown[..., 3], np.where(PIXELS > 100, 128, 0))


def test_an_image_in_a_plot_stands_in_its_place():
    panel = curve_with_line()
    v.picture_in(panel, RESULT, Display("image", v.GREYS), "place")
    svg = parsed(panel)
    left, top, width, height = frame(svg)
    (image,) = svg.iter(f"{SVG}image")
    box = [float(image.get(name)) for name in ("x", "y", "width", "height")]
    # x from 1 to 3 of 0 to 4, y from 2 to 6 of 0 to 8
    expected = [left + width / 4, top + height / 4, width / 2, height / 2]
    assert box == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize(("fill", "drawn"), [("#ff0000", "#ff0000"), (None, "none")])
def test_marks_have_their_fill_and_size(fill, drawn):
    panel = curve()
    source = v.columns(RESULT, x="x", y="y", size="y")
    panel.figure.scatter("x", "y", size="size", fill_color=fill, source=source)
    circles = parsed(panel).findall(f".//{SVG}circle")
    assert {circle.get("fill") for circle in circles} == {drawn}
    assert [float(circle.get("r")) for circle in circles] == [0, 1, 4]


def test_the_circle_of_a_chosen_row_is_not_drawn():
    panel = v.image(RESULT, "image", title="Image")
    panel.figure.circle("x", "y", radius=1, source=v.columns(RESULT, x="x", y="y"))
    assert not parsed(panel).findall(f".//{SVG}circle")


def test_an_unknown_glyph_is_refused_by_name():
    panel = curve()
    panel.figure.wedge("x", "y", radius=1, start_angle=0, end_angle=1, source=v.columns(RESULT, x="x", y="y"))
    with pytest.raises(ValueError, match="cannot draw the glyph Wedge of panel 'curve'"):
        poster("Title", [panel], RESULT)


def test_panels_stand_side_by_side_and_tables_are_left_out():
    panels = [v.image(RESULT, "image", title="Image"), curve_with_line(),
              v.table("rows", title="Rows", columns=[v.Value("x", "X")])]
    svg = parsed(*panels)
    (left, top, width, height), (next_left, _, next_width, _) = frame(svg, 0), frame(svg, 1)
    assert left > 0 < top
    assert left + width < next_left
    assert next_left + next_width < WIDTH
    assert top + height < HEIGHT
    assert len(svg.findall(f"{SVG}clipPath")) == 2


def test_it_loads_nothing():
    text = poster("Title", [v.image(RESULT, "image", title="Image"), curve_with_line()], RESULT)
    assert set(re.findall(r"(?:href|src)='(\w+):", text)) == {"data"}
