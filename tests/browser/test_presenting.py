"""Presenting a deck in Chromium: one slide at a time, frames in time, keys, links, two windows."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.deck_pages import at_slide, count, served, watched

DEMOS = {"thresholding": "Thresholding", "gamma-log": "Gamma and logarithm"}
DECK = """---
marp: true
theme: microscopy
title: A talk
footer: "[Contents](#contents)"
---

# A talk

<!-- Good morning. -->

---

# Contents

- [Waves](#waves)
- [End](#end)

---

# Waves

<!-- An image is a sum of waves. -->

---

# More waves

<!-- Why pairs? -->

---

# First demo

<iframe src="http://localhost:9091/thresholding" width="1100" height="500"></iframe>

---

# Second demo

<iframe src="http://localhost:9091/gamma-log" width="1100" height="500"></iframe>

---

# End
"""
FIRST_DEMO, SECOND_DEMO = 5, 6


@pytest.fixture(scope="module")
def deck_address(tmp_path_factory):
    root = tmp_path_factory.mktemp("dist")
    source = root / "talk.md"
    source.write_text(DECK)
    with served(root, source, DEMOS) as address:
        yield address


@pytest.fixture
def page(chromium, context_options, deck_address):
    with watched(chromium, deck_address, **context_options) as page:
        yield page


def loaded_frames(page: Page) -> list[int]:
    """Numbers of the slides whose frames have an address."""
    return page.evaluate(
        "[...document.querySelectorAll('iframe[src]')].map((f) => Number(f.closest('section').id))"
    )


def test_keys_turn_slides_and_the_address_remembers(page, deck_address):
    page.goto(deck_address)
    at_slide(page, 1)
    for key, number in [
        ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("ArrowDown", 5),
        ("Shift+Space", 4), ("ArrowLeft", 3), ("PageUp", 2), ("ArrowUp", 1), ("ArrowUp", 1),
        ("End", count(page)), ("ArrowRight", count(page)), ("Home", 1),
    ]:  # fmt: skip
        page.keyboard.press(key)
        at_slide(page, number)
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("#2")
    page.reload()
    at_slide(page, 2)
    page.go_back()
    at_slide(page, 1)


def test_deep_links_and_links_to_headings(page, deck_address):
    page.goto(deck_address + "#3")
    at_slide(page, 3)
    page.get_by_role("link", name="Contents").click()
    at_slide(page, 2)
    page.get_by_role("link", name="End").click()
    at_slide(page, count(page))
    page.goto(deck_address + "#no-such-heading")
    at_slide(page, 1)


def test_a_frame_loads_when_its_slide_is_next_and_stays(page, deck_address):
    page.goto(deck_address)
    assert loaded_frames(page) == []
    page.goto(deck_address + f"#{FIRST_DEMO - 2}")
    at_slide(page, FIRST_DEMO - 2)
    assert loaded_frames(page) == []
    page.keyboard.press("ArrowRight")
    at_slide(page, FIRST_DEMO - 1)
    assert loaded_frames(page) == [FIRST_DEMO]
    waiting = page.frame_locator("iframe[src]").locator("h1")
    expect(waiting).to_have_text("Thresholding")
    # Laid out at its size, so that it can draw before it is shown, yet out of sight.
    assert page.locator("iframe[src]").evaluate("(f) => [f.clientWidth, f.clientHeight]") == [1100, 500]
    expect(page.locator("iframe[src]")).not_to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".current iframe")).to_be_in_viewport()
    assert loaded_frames(page) == [FIRST_DEMO, SECOND_DEMO]
    page.evaluate("document.querySelector('.current iframe').contentWindow.mark = 'kept'")
    page.keyboard.press("Home")
    page.goto(deck_address + f"#{FIRST_DEMO}")
    at_slide(page, FIRST_DEMO)
    assert page.evaluate("document.querySelector('.current iframe').contentWindow.mark") == "kept"


def test_a_demo_turns_the_slide_and_the_keyboard_follows(page, deck_address):
    page.goto(deck_address + f"#{FIRST_DEMO}")
    page.frame_locator(".current iframe").locator("h1").click()
    page.keyboard.press("ArrowRight")
    at_slide(page, SECOND_DEMO)
    page.keyboard.press("ArrowLeft")
    at_slide(page, FIRST_DEMO)
    page.evaluate("postMessage({ livedemo: 1, type: 'navigate', direction: 'next' }, '*')")
    # Messages arrive in order: once this second one is here, the first has been refused.
    page.evaluate("new Promise((done) => { addEventListener('message', done); postMessage('then', '*'); })")
    at_slide(page, FIRST_DEMO)


def test_buttons_are_large_and_labelled(page, deck_address):
    page.goto(deck_address + f"#{FIRST_DEMO}")
    for control in page.locator("#bar > :is(a, button):visible").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 44, box
        assert control.get_attribute("aria-label")
    page.get_by_role("button", name="Next slide").click()
    at_slide(page, SECOND_DEMO)
    page.get_by_role("button", name="Previous slide").click()
    at_slide(page, FIRST_DEMO)
    link = page.get_by_role("link", name="Open this demo on its own page")
    assert link.get_attribute("href").endswith("/some/path/demos/thresholding/")


def test_overview_notes_and_help(page, deck_address):
    page.goto(deck_address)
    page.keyboard.press("o")
    expect(page.get_by_role("button", name="Slide 1: A talk")).to_be_focused()
    picture = page.locator(".slide").nth(FIRST_DEMO - 1).locator(".demo-poster")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    page.get_by_role("button", name="Slide 3: Waves").click()
    expect(picture).to_be_hidden()
    at_slide(page, 3)
    page.keyboard.press("n")
    expect(page.get_by_role("complementary", name="Speaker notes")).to_contain_text("sum of waves")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("complementary", name="Speaker notes")).to_contain_text("Why pairs?")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    at_slide(page, 4)


@pytest.mark.parametrize("context_options", [{"has_touch": True}])
def test_swipes_turn_slides(page, deck_address):
    page.goto(deck_address + "#3")
    at_slide(page, 3)
    session = page.context.new_cdp_session(page)
    for start, end, number in [(900, 500, 4), (500, 900, 3), (500, 520, 3)]:
        for kind, points in [("Start", [(start, 300)]), ("Move", [(end, 310)]), ("End", [])]:
            touches = [{"x": x, "y": y} for x, y in points]
            session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": touches})
        at_slide(page, number)


def test_more_contrast_at_a_key(page, deck_address):
    page.goto(deck_address)
    colour = "getComputedStyle(document.querySelector('.current > section')).color"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(colour) != "rgb(0, 0, 0)"
    page.keyboard.press("c")
    assert page.evaluate(colour) == "rgb(0, 0, 0)"
    page.keyboard.press("c")
    assert page.evaluate(colour) != "rgb(0, 0, 0)"


def presenter_of(page: Page, address: str) -> Page:
    """Open the deck at its third slide, and the presenter view from there."""
    page.goto(address + "#3")
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    at_slide(opened.value, 3)
    return opened.value


def test_the_presenter_view_shows_notes_time_and_the_next_slide(page, deck_address):
    presenter = presenter_of(page, deck_address)
    expect(presenter.get_by_role("complementary", name="Speaker notes")).to_contain_text("sum of waves")
    expect(presenter.get_by_role("timer")).to_have_text(re.compile(r"^00:\d\d$"))
    expect(presenter.locator(".upcoming h1")).to_have_text("More waves")
    expect(presenter.locator(".upcoming h1")).to_be_in_viewport()


def test_both_windows_show_one_slide_and_its_demo_in_one_state(page, deck_address):
    presenter = presenter_of(page, deck_address)
    presenter.bring_to_front()
    for _ in range(2):
        presenter.keyboard.press("ArrowRight")
    at_slide(presenter, FIRST_DEMO)
    at_slide(page, FIRST_DEMO)
    told = page.frame_locator(".current iframe").locator("#state")
    presenter.frame_locator(".current iframe").get_by_role("button").click()
    expect(told).to_have_text('{"level":0.25}')
    # A window that is opened later learns of it, too.
    late = page.context.new_page()
    late.goto(deck_address + f"#{FIRST_DEMO}")
    expect(late.frame_locator(".current iframe").locator("#state")).to_have_text('{"level":0.25}')
