"""postMessage, version 1, as a page on another origin uses it."""

import base64
import csv
import io
import json

import numpy as np
import pytest
from PIL import Image

from browser.opened import Embedded

PRIVATE = "private to this page"


@pytest.fixture
def thresholding(embedded, address) -> Embedded:
    embedded.go(address + "demos/thresholding/?embed")
    return embedded


@pytest.fixture
def every(embedded, probes) -> Embedded:
    embedded.go(probes + "demos/every-control/?embed")
    return embedded


def test_a_frame_says_how_far_it_is(thresholding):
    painted = thresholding.hear("painted")
    assert painted["livedemo"] == 1
    assert painted["name"] == "thresholding"
    assert [control["name"] for control in painted["controls"]][:2] == ["image", "level"]
    assert painted["state"]["level"] == 0.49
    assert thresholding.hear("live")["backend"].startswith("CPU")
    assert "Threshold 0.49" in thresholding.hear("changed")["summary"]
    kinds = thresholding.page.evaluate("heard.map((message) => message.type)")
    assert [kind for kind in kinds if kind != "resize"] == ["painted", "live", "changed"]


def test_resize_tells_the_height_that_the_page_has(thresholding):
    height = thresholding.frame.locator("html").evaluate("(html) => html.scrollHeight")
    thresholding.hear("resize")
    told = thresholding.page.evaluate("heard.filter(({ type }) => type === 'resize').at(-1)")
    assert told["height"] == height
    before = thresholding.heard()
    thresholding.page.locator("iframe").evaluate("(frame) => { frame.style.height = '400px'; }")
    again = thresholding.hear("resize", before)
    assert again["height"] >= again["within"] == 400


def test_learning_platforms_are_told_the_height_in_their_own_words(thresholding):
    thresholding.hear("resize")
    told = thresholding.page.evaluate("[heard.filter(({ type }) => type === 'resize').at(-1), others.at(-1)]")
    assert json.loads(told[1]) == {"subject": "lti.frameResize", "height": told[0]["height"]}


def test_a_change_by_the_person_is_told(thresholding):
    before = thresholding.heard()
    thresholding.frame.locator("[data-control=level] input").fill("0.25")
    changed = thresholding.hear("changed", before)
    assert changed["state"]["level"] == 0.25
    assert changed["summary"].startswith("Threshold 0.25")


def test_get_state_repeats_the_id(thresholding):
    answer = thresholding.ask("getState")
    assert answer["type"] == "changed"
    assert answer["id"] == "question 1"
    assert answer["state"]["level"] == 0.49
    assert answer["summary"].startswith("Threshold 0.49")


def test_set_state_answers_once_it_is_computed(thresholding):
    answer = thresholding.set(level=0.3, invert=False)
    assert answer["state"]["level"] == 0.3
    assert answer["state"]["invert"] is False
    assert answer["summary"].startswith("Threshold 0.3:")
    mask, image = (thresholding.arrays("mask", "image")[name] for name in ("mask", "image"))
    low, high = float(image.min()), float(image.max())
    np.testing.assert_array_equal(mask, image > low + 0.3 * (high - low))


def test_set_state_is_answered_when_nothing_changes(thresholding):
    first = thresholding.set(level=0.3)
    assert thresholding.set(level=0.3)["state"] == first["state"]


def test_set_state_clamps(every):
    state = every.set(amount=99, gain=0, window=[95, -20], marks=[[1, 1]] * 9)["state"]
    assert state["amount"] == 10
    assert state["gain"] == 0.01
    assert state["window"] == [0, 95]
    assert state["marks"] == [[1, 1]] * 4
    assert every.ask("getState")["state"] == state


def test_every_kind_of_control_can_be_set(every):
    wanted = {
        "image": "coins", "amount": 4, "gain": 20.0, "window": [10, 45], "mode": "turned", "wave": "ramp",
        "negative": True, "steps": ["erode", "dilate"], "auto": [], "search": [],
        "marks": [[1.5, 2.5], [3, 4]], "path": [[0, 0], [10, 10], [20, 5]], "rare": 9,
    }
    answer = every.set(**wanted)
    assert answer["state"] == wanted
    assert json.loads(answer["summary"]) == wanted


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"colour": 1}, "colour: there is no such control here; there are image, amount"),
        ({"wave": "square"}, '"square" is not one of sine, ramp, step'),
        ({"image": "elephant"}, '"elephant" is not one of camera, coins'),
        ({"image": "own"}, '"own" is not one of camera, coins'),
        ({"amount": "many"}, '"many" is not a number'),
        ({"negative": 3}, "3 is not true or false"),
        ({"window": 5}, "5 is not a pair of numbers"),
        ({"steps": ["melt"]}, '["melt"] is not a list of erode, dilate'),
        ({"marks": [[1]]}, "[[1]] is not a list of points [row, column]"),
        ({"path": [[1, 2]]}, "1 points, at least 2 are needed"),
        (None, "setState needs a state object, not null"),
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(every, state, reason):
    every.set(amount=5)
    answer = every.ask("setState", state=state)
    assert answer["type"] == "failed"
    assert reason in answer["message"]
    assert every.ask("getState")["state"]["amount"] == 5
    assert every.set(amount=6)["state"]["amount"] == 6


def test_reset(every):
    every.set(amount=5, negative=True)
    state = every.ask("reset")["state"]
    assert state["amount"] == 3
    assert state["negative"] is False


def test_get_result_gives_all_or_named_arrays(thresholding):
    everything = thresholding.arrays()
    assert {"mask", "histogram", "image"} <= set(everything)
    assert everything["mask"].dtype == bool
    assert everything["image"].shape == everything["mask"].shape
    assert set(thresholding.arrays("histogram")) == {"histogram"}
    again = thresholding.arrays()  # what was handed over was a copy
    np.testing.assert_array_equal(again["image"], everything["image"])


def test_unknown_results_and_messages_are_answered_with_what_there_is(thresholding):
    answer = thresholding.ask("getResult", names=["mask", "elephant"])
    assert answer["type"] == "failed"
    assert "no result elephant; there are" in answer["message"]
    assert "histogram" in answer["message"]
    answer = thresholding.ask("dance")
    assert answer["type"] == "failed"
    assert answer["message"].startswith('unknown type "dance"; there are getState, setState, reset')


def test_other_messages_are_not_answered(thresholding):
    before = thresholding.heard()
    for other in ("{ livedemo: 2, type: 'getState', id: 1 }", "'hello'", "null"):
        thresholding.page.evaluate(f"frame.contentWindow.postMessage({other}, '*')")
    thresholding.ask("getState")  # messages arrive in order: had the others an answer, it would be here
    assert thresholding.heard() == before + 1


def test_export_png_shows_the_figures(thresholding):
    answer = thresholding.ask("export", format="png")
    assert (answer["type"], answer["mime"]) == ("exported", "image/png")
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(answer["data"]))).convert("L"))
    assert min(picture.shape) > 200
    assert len(np.unique(picture)) > 10


@pytest.mark.scikit_image
def test_export_csv_is_the_table(embedded, address):
    embedded.go(address + "demos/connected-components/?embed")
    embedded.set(min_area=100)
    answer = embedded.ask("export", format="csv")
    assert (answer["type"], answer["mime"]) == ("exported", "text/csv")
    rows = list(csv.reader(io.StringIO(base64.b64decode(answer["data"]).decode())))
    arrays = embedded.arrays("region", "area", "diameters")
    assert rows[0][0] == "region"
    assert rows[0][1].startswith("area (nm")
    table = np.array(rows[1:], float)
    np.testing.assert_array_equal(table[:, 0], arrays["region"])
    np.testing.assert_array_equal(table[:, 1], arrays["area"])
    np.testing.assert_array_equal(table[:, 2], arrays["diameters"])


def test_export_refuses_what_there_is_not(thresholding):
    told = [thresholding.ask("export", format=name)["message"] for name in ("tiff", "csv")]
    assert 'export needs format "png" or "csv", not "tiff"' in told[0]
    assert "shows no table" in told[1]


def test_an_error_in_python_is_told(embedded, probes):
    embedded.go(probes + "demos/raises/?embed")
    answer = embedded.ask("setState", state={"level": 9})
    assert answer["type"] == "failed"
    assert "level 9 is too much" in answer["message"]
    assert embedded.hear("failed")["message"] == answer["message"]


def test_keys_that_no_control_uses_turn_the_slide(every):
    before = every.heard()
    keyboard = every.page.keyboard
    every.frame.locator("#summary").click()
    keyboard.press("ArrowRight")
    assert every.hear("navigate", before)["direction"] == "next"
    keyboard.press("PageUp")
    keyboard.press("ArrowLeft")
    every.frame.locator("[data-control=amount] input").focus()
    keyboard.press("ArrowRight")  # the slider's own
    assert every.hear("changed", before)["state"]["amount"] == 4
    keyboard.press("PageDown")
    every.ask("getState")
    told = every.page.evaluate("heard.filter(({ type }) => type === 'navigate').map((m) => m.direction)")
    assert told == ["next", "previous", "previous"]


@pytest.fixture
def own_file(tmp_path):
    path = tmp_path / "mine.npy"
    np.save(path, np.arange(40 * 30, dtype=np.float32).reshape(40, 30))
    return path


def open_own(embedded: Embedded, path) -> None:
    before = embedded.heard()
    embedded.frame.locator("input[type=file]").set_input_files(path)
    changed = embedded.hear("changed", before)
    assert changed["state"]["image"] == "own"


def test_an_own_image_is_not_given_to_another_origin(thresholding, own_file):
    open_own(thresholding, own_file)
    questions = (("getResult", {}), ("getResult", {"names": ["mask"]}), ("export", {"format": "png"}))
    for question, fields in questions:
        answer = thresholding.ask(question, **fields)
        assert answer["type"] == "failed"
        assert PRIVATE in answer["message"]
    # It is loaded still while a sample is shown, and one message brings it back.
    thresholding.set(image="coins")
    assert PRIVATE in thresholding.ask("getResult")["message"]


def test_an_own_image_is_given_to_a_page_of_the_same_origin(insider, address, own_file):
    insider.go(address + "demos/thresholding/?embed")
    open_own(insider, own_file)
    np.testing.assert_array_equal(insider.arrays("image")["image"], np.load(own_file))
    assert insider.ask("export", format="png")["type"] == "exported"
