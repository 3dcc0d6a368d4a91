"""What a page is painted from before there is Python: pictures as files, small arrays in the document."""
import base64
import io
import json

import numpy as np
import pytest
from bokeh.document import Document
from PIL import Image

from livedemo import ImageInput, Picture, Range, Result
from livedemo import view as v
from livedemo.discovery import Demo
from livedemo.display import Display
from sitebuild import compression, first_figure

GREYS = v.GREYS
IMAGE = np.random.default_rng(0).integers(0, 256, (150, 260), np.uint8)


async def compute(prepared, state):
    image = prepared["image"].array
    return Result(
        f"Level {state['level']}.", suggested={"level": 4}, units={"length": "nm"}, image=image,
        mask=image > 100, overlay=np.full((*image.shape, 4), 7, np.uint8), large=np.zeros(20_000),
        x=np.arange(4, dtype=np.int16), y=np.arange(4.0), unused=np.zeros(3), area=np.ones(4, np.float32))


def view(result):
    over = [Display("mask", ("#00000000", "#ff0000ff")), Display("overlay", GREYS)]
    picture = v.image(result, "image", title="Image", over=over, look_up={
        "by": "mask", "key": "x", "columns": (v.Value("y", "y"),), "link": "rows"})
    curve = v.plot("curve", title="Curve", x_label="x", y_label="y", tap={"control": "level", "over": "x"})
    curve.figure.line("x", "y", source=v.columns(result, x="x", y="y"))
    large = v.plot("large", title="Large", x_label="x", y_label="y")
    large.figure.line("x", "x", source=v.columns(result, x="large"))
    return [picture, curve, large, v.table("rows", title="Rows", columns=[v.Value("area", "Area")])]


def demo(**changes):
    fields = {
        "name": "test", "title": "Test", "help": "Help.", "compute": compute, "view": view,
        "controls": (ImageInput(default="noise", samples=("noise",)),
                     Range(name="level", label="Level", default=8, low=0, high=10, step=1)),
        "prepare": lambda images: images, "limits": lambda prepared: {"level": (0, 5)},
    }
    return Demo(**(fields | changes))


@pytest.fixture(scope="module")
def first():
    return first_figure.build(demo(), lambda name: Picture(IMAGE, name))


def test_the_state_is_the_default_within_the_limits_of_the_image(first):
    assert first.state == first.document["state"] == {"image": "noise", "level": 5}
    assert first.document["limits"] == {"level": (0, 5)}
    assert first.document["summary"] == first.result.summary == "Level 5."
    assert (first.document["suggested"], first.document["units"]) == ({"level": 4}, {"length": "nm"})


def test_every_image_is_a_file_of_its_pixels(first):
    assert first.files.keys() == {"image.webp", "mask.webp", "overlay.webp"}
    for name, about in first.document["images"].items():
        picture = Image.open(io.BytesIO(first.files[about["file"]]))
        assert picture.size == (260, 150)
        assert tuple(about["shape"]) == (150, 260)
        display = next(d for d in first.panels[0].displays if d.array == name)
        expected = display.rgba(first.result.arrays[name])[0].view(np.uint8).reshape(150, 260, 4)
        shown = np.asarray(picture.convert("RGBA"))
        if about["exact"]:
            np.testing.assert_array_equal(shown, expected)
        else:
            assert np.abs(shown.astype(int) - expected).mean() < 12  # lossy, and noise is the worst case


def test_masks_and_overlays_lose_nothing(first):
    assert {name: about["exact"] for name, about in first.document["images"].items()} == {
        "image": False, "mask": True, "overlay": True}


def test_small_arrays_of_curves_tables_and_look_ups_are_in_the_document(first):
    arrays = first.document["arrays"]
    assert arrays.keys() == {"x", "y", "area"}
    for name, encoded in arrays.items():
        values = np.frombuffer(base64.b64decode(encoded["base64"]), encoded["dtype"])
        np.testing.assert_array_equal(values.reshape(encoded["shape"]), first.result.arrays[name])
        assert values.dtype == first.result.arrays[name].dtype


def test_the_document_is_json_with_a_root_for_every_figure(first):
    document = json.loads(json.dumps(first.document))
    ids = [root["id"] for root in document["doc"]["roots"]]
    assert sorted(document["roots"].values()) == sorted(ids)
    assert document["roots"].keys() == {"image", "curve", "large"}


def test_the_models_of_the_document_are_known_by_their_names(first):
    document = Document.from_json(first.document["doc"])
    models = [*document.models, *document.config.references()]
    assert first.models == {type(model).__view_model__ for model in models} - {"DocumentConfig"}
    assert {"Figure", "ImageRGBA", "Line", "LinearAxis", "Toolbar", "ColumnDataSource"} <= first.models
    assert "Quad" not in first.models


def test_pixels_are_not_in_the_document_twice(first):
    assert len(json.dumps(first.document["doc"]["roots"])) < 60_000 + 8 * 20_000 * 4 / 3  # the large curve


def test_the_same_demo_gives_the_same_files(first):
    again = first_figure.build(demo(), lambda name: Picture(IMAGE, name))
    assert again.files == first.files
    assert again.document["arrays"] == first.document["arrays"]


def test_a_demo_without_a_view_is_refused():
    with pytest.raises(ValueError, match="test: has no view"):
        first_figure.build(demo(view=None), lambda name: Picture(IMAGE, name))


def test_webp_keeps_colours_under_transparency():
    rgba = np.array([[[10, 20, 30, 0], [40, 50, 60, 255]]], np.uint8).view(np.uint32)[..., 0]
    read = Image.open(io.BytesIO(compression.webp(rgba, lossless=True)))
    np.testing.assert_array_equal(np.asarray(read), rgba.view(np.uint8).reshape(1, 2, 4))


def test_the_result_is_computed_once():
    calls = []

    async def counted(prepared, state):
        calls.append(state)
        return await compute(prepared, state)

    first_figure.build(demo(compute=counted), lambda name: Picture(IMAGE, name))
    assert calls == [{"image": "noise", "level": 5}]
