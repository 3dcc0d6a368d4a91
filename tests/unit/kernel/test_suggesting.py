"""Buttons whose values are looked for when they are pressed."""

import pytest

from kernel.core import Kernel
from kernel_pages import FakeHost, Page, write_demo

SEARCH = '''"""Search

A demo for the tests: suggests twice the level, and the name of the image.
"""
from livedemo import Actions, Choice, ImageInput, NoSuggestion, Range, Result

CONTROLS = (
    ImageInput(default="coins", samples=("coins", "camera")),
    Range(name="level", label="Level", default=2, low=0, high=10, step=1),
    Choice(name="name", label="Name", default="none", options={"none": "None", "coins": "Coins"}),
    Actions(name="find", label="Find", options={"twice": "Twice", "none": "None", "wrong": "Wrong"},
            sets=("level", "name")),
)

def prepare(images):
    return images["image"].name

def limits(prepared):
    return {"level": (0, 7)}

async def compute(prepared, state):
    return Result(f"Level {state['level']}.")

async def suggest(prepared, state, option):
    if option == "none":
        raise NoSuggestion("there is none: do it by hand")
    return {"level": 2 * state["level"], "name": prepared if option == "twice" else "tails"}
'''


@pytest.fixture
def page(tmp_path, monkeypatch):
    host = FakeHost()
    page = Page(Kernel(host), host)
    page.send(type="open", demo=write_demo("kernel-search", SEARCH, tmp_path, monkeypatch), displays=[])
    return page


def ask(page, option, **state):
    return page.send(type="suggest", state=state, option=option)[0]


def test_values_are_found_for_the_state_that_is_sent(page):
    assert ask(page, "twice", level=3) == {"type": "suggested", "values": {"level": 6, "name": "coins"}}


def test_they_are_clamped_to_the_limits_of_the_image(page):
    assert ask(page, "twice", level=6)["values"]["level"] == 7


def test_a_demo_that_finds_none_says_why_without_a_traceback(page):
    message = ask(page, "none")
    assert (message["type"], message["for"], message["value"]) == ("error", "suggest", False)
    assert (message["message"], message["detail"]) == ("there is none: do it by hand", "")


def test_a_wrong_value_is_not_handed_on(page):
    message = ask(page, "wrong")
    assert message["type"] == "error"
    assert "'tails' is not one of none, coins" in message["message"]


def test_looking_sends_no_result_and_the_next_one_is_as_ever(page):
    ask(page, "twice")
    assert page.compute(level=4)[0]["summary"] == "Level 4."
