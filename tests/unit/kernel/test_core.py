"""The kernel with a host made of lists: every message is answered, nothing is ever raised."""
import io

import numpy as np
import pytest
from PIL import Image

import samples
from kernel.core import SAMPLES_KEPT, Kernel
from kernel_pages import ALL_SAMPLES, FakeHost, Page, write_demo
from livedemo import discovery
from states import random_states

COUNTER = '''"""Counter

A demo for the tests: counts how often it prepared, keeps one array, changes another.
"""
import numpy as np
from livedemo import ImageInput, Range, Result

CONTROLS = (
    ImageInput(default="coins", samples={samples!r}),
    Range(name="level", label="Level", default=2, low=0, high=10, step=1),
)

def prepare(images):
    picture = images["image"]
    if picture.array.size == 1:
        raise ValueError("one pixel is too few")
    return picture.array, picture.title, np.ones(3)

def limits(prepared):
    return {{"level": (0, 5)}}

async def compute(prepared, state):
    image, title, kept = prepared
    if state["level"] == 5:
        raise ZeroDivisionError("five")
    summary = f"{{title}}, level {{state['level']}}."
    return Result(summary, image=image, kept=kept, fresh=image * state["level"])
'''


@pytest.fixture
def counter(tmp_path, monkeypatch):
    return write_demo("kernel-counter", COUNTER.format(samples=ALL_SAMPLES), tmp_path, monkeypatch)


@pytest.fixture
def host():
    return FakeHost()


@pytest.fixture
def page(counter, host):
    page = Page(Kernel(host), host)
    assert page.open(counter) == {"type": "ready", "demo": counter}
    return page


def png(array):
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "PNG")
    return buffer.getvalue()


OWN = png(np.full((5, 9), 200, np.uint8))


def test_a_state_is_computed_and_answered(page):
    message, answer = page.compute(level=3)
    assert message["type"] == "result"
    assert message["seq"] == 7
    assert message["state"] == {"image": "coins", "level": 3}
    assert message["summary"] == "Coins, level 3."
    assert message["limits"] == {"level": (0, 5)}
    assert message["ms"] >= 0
    assert answer.arrays.keys() == {"image", "kept", "fresh"}
    assert answer.images.keys() == {"image", "fresh"}
    image = answer.images["fresh"]
    assert image.values is answer.arrays["fresh"]
    assert image.limits[0] == answer.arrays["fresh"].min()


def test_what_stays_the_same_is_not_sent_again(page):
    page.compute(level=1)
    _, answer = page.compute(level=2)
    assert answer.arrays.keys() == {"fresh"}
    assert answer.images.keys() == {"fresh"}
    np.testing.assert_array_equal(answer.arrays["fresh"], 2 * ALL_SAMPLES.index("coins"))


def test_another_choice_of_where_to_compute_keeps_nothing(page):
    page.compute(level=1)
    _, answer = page.send(type="compute", seq=8, state={"level": 1}, backend="cpu")
    assert answer.arrays.keys() == {"image", "kept", "fresh"}
    _, answer = page.send(type="compute", seq=9, state={"level": 2}, backend="cpu")
    assert answer.arrays.keys() == {"fresh"}


def test_another_image_sends_everything(page):
    page.compute()
    message, answer = page.compute(image="camera")
    assert message["summary"].startswith("Camera")
    assert answer.arrays.keys() == {"image", "kept", "fresh"}


def test_values_beyond_the_limits_of_the_image_are_clamped(page):
    message, _ = page.compute(level=-4)
    assert message["state"]["level"] == 0
    assert page.compute(level=9)[0]["message"] == "ZeroDivisionError: five"  # 5 is the image's own limit


@pytest.mark.parametrize(("state", "told"), [
    ({"level": "high"}, "level: 'high' is not a number"),
    ({"image": "moon"}, "'moon' is not one of the samples"),
    ({"size": 1}, "'size' is no control of this demo"),
    ({"image": ["coins"]}, "is not one of the samples"),
])
def test_a_wrong_value_is_answered_without_a_traceback(page, state, told):
    message, answer = page.compute(**state)
    assert (message["type"], message["for"], message["seq"], message["detail"]) == ("error", "compute", 7, "")
    assert told in message["message"]
    assert answer is None


def test_an_error_in_a_demo_says_where_and_the_next_change_computes(page):
    page.compute(level=1)
    message, _ = page.compute(level=5)
    assert message["message"] == "ZeroDivisionError: five"
    assert "kernel_counter.py" in message["detail"].splitlines()[-1]
    message, answer = page.compute(level=4)
    assert message["summary"] == "Coins, level 4."
    assert answer.arrays.keys() == {"fresh"}


@pytest.mark.parametrize("message", [
    {}, {"type": None}, {"type": "sing"}, {"type": "_receive"}, {"type": "open"}, {"type": "compute"},
    {"type": "compute", "seq": 1}, {"type": "image"}, {"type": "open", "demo": None, "displays": []},
    {"type": "open", "demo": "thresholding", "displays": [{}]}, {"type": "forget"},
])
def test_a_malformed_message_is_answered_and_breaks_nothing(page, message):
    reply, _ = page.send(**message)
    assert reply["type"] == "error"
    assert reply["for"] == message.get("type")
    assert page.compute()[0]["type"] == "result"


def test_a_demo_that_is_not_there(host):
    message = Page(Kernel(host), host).open("nothing")
    assert message["for"] == "open"
    assert message["message"].startswith("there is no demo 'nothing'; there are ")
    assert "connected-components" in message["message"]
    assert message["detail"] == ""


@pytest.mark.parametrize("kind", ["compute", "image", "forget"])
def test_a_page_that_has_opened_nothing(host, kind):
    page = Page(Kernel(host), host)
    message, _ = page.send(type=kind, seq=1, state={}, control="image", name="a", data=OWN)
    assert message["message"] == "this page has not opened a demo yet"


def test_an_own_image_is_used_while_the_state_says_so(page, host):
    page.compute()
    reply = page.image(OWN)
    assert reply["ok"]
    assert (reply["control"], reply["name"]) == ("image", "mine.png")
    assert (reply["frames"], reply["shape"]) == (1, [5, 9])
    assert host.packages == [["pillow"]]
    message, answer = page.compute(image="own")
    assert message["summary"] == "mine.png, level 2."
    np.testing.assert_array_equal(answer.arrays["image"], np.full((5, 9), 200))
    assert page.compute(image="coins")[0]["summary"].startswith("Coins")


def test_no_own_image_falls_back_to_the_default(page):
    message, _ = page.compute(image="own")
    assert message["state"]["image"] == "coins"


def test_a_forgotten_image_is_gone(page):
    page.image(OWN)
    page.compute(image="own")
    page.send(type="forget", control="image")
    assert page.compute(image="own")[0]["state"]["image"] == "coins"


@pytest.mark.parametrize("data", [b"", b"hello", OWN[:50]])
def test_a_file_that_cannot_be_read_leaves_the_old_image(page, data):
    page.image(OWN)
    reply = page.image(data, name="bad.png")
    assert not reply["ok"]
    assert reply["message"].startswith("bad.png: ")
    assert page.compute(image="own")[0]["summary"].startswith("mine.png")


def test_an_image_for_a_control_that_is_not_there(page):
    assert "'level' is no image control" in page.image(OWN, control="level")["message"]


def test_preparing_may_fail_and_the_next_image_works(page):
    page.image(png(np.zeros((1, 1), np.uint8)))
    assert page.compute(image="own")[0]["message"] == "ValueError: one pixel is too few"
    message, answer = page.compute(image="coins")
    assert message["type"] == "result"
    assert answer.arrays.keys() == {"image", "kept", "fresh"}


def test_a_resting_page_holds_nothing_and_comes_back(page):
    page.compute()
    assert page.send(type="rest") == (None, None)
    _, answer = page.compute()
    assert answer.arrays.keys() == {"image", "kept", "fresh"}


def test_rest_and_close_need_no_open_page(host):
    page = Page(Kernel(host), host)
    assert page.send(type="rest") == page.send(type="close") == (None, None)


def test_a_closed_page_is_forgotten(page):
    page.send(type="close")
    assert page.compute()[0]["message"] == "this page has not opened a demo yet"


def test_pages_do_not_see_each_others_images(page, host, counter):
    other = Page(page.kernel, host, number=2)
    other.open(counter)
    page.image(OWN)
    assert page.compute(image="own")[0]["summary"].startswith("mine.png")
    assert other.compute(image="own")[0]["summary"].startswith("Coins")


def test_a_sample_is_fetched_once_for_all_pages(page, host, counter):
    other = Page(page.kernel, host, number=2)
    other.open(counter)
    for each in (page, other, page):
        each.compute()
    assert host.fetched == ["samples/coins.npz"]


def test_the_least_recently_used_sample_goes_first(page, host):
    names = [name for name in ALL_SAMPLES if name != "coins"][:SAMPLES_KEPT - 1]
    for name in ["coins", *names, "coins", ALL_SAMPLES[-1]]:  # the last one drives names[0] out
        page.compute(image=name)
    host.fetched.clear()
    page.compute(image="coins")
    assert host.fetched == []
    page.compute(image=names[0])
    assert host.fetched == [f"samples/{names[0]}.npz"]


def test_a_sample_that_cannot_be_fetched_is_answered(page, host):
    async def fetch(path):
        raise OSError(f"{path}: HTTP 404")

    host.fetch = fetch
    assert page.compute()[0]["message"] == "OSError: samples/coins.npz: HTTP 404"


class WholeSamples(FakeHost):
    async def fetch(self, path):
        return samples.export(samples.make(path.removeprefix("samples/").removesuffix(".npz")))


@pytest.mark.parametrize("name", discovery.names())
def test_a_page_that_adds_up_what_it_got_has_the_whole_result(name):
    """What is left out of an answer is what the page already has."""
    host = WholeSamples()
    page = Page(Kernel(host), host)
    page.send(type="open", demo=name, displays=[])
    held = {}
    for state in random_states(discovery.load(name).controls, 4, number=9):
        _, answer = page.compute(**state)
        held |= answer.arrays
        fresh = Page(Kernel(host), host)
        fresh.send(type="open", demo=name, displays=[])
        _, whole = fresh.compute(**state)
        assert held.keys() == whole.arrays.keys()
        for array in whole.arrays:
            np.testing.assert_array_equal(held[array], whole.arrays[array])
