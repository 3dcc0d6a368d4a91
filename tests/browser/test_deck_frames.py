"""The lecture's own demos: few are loaded at a time, and each is found again as it was left."""

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from browser.opened import BOOT

#: How many frames have a demo in them.
LOADED = """() => [...document.querySelectorAll("iframe[data-src]")]
  .filter(({ contentWindow }) => contentWindow.location.href !== "about:blank").length"""
#: Numbers of the slides with a demo.
WITH_DEMO = """() => [...document.querySelectorAll(".slide")]
  .map((slide, i) => (slide.querySelector("iframe[data-src]") ? i + 1 : 0)).filter(Boolean)"""


class Lecture:
    """The deck, at one of its demos."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(f"{address}deck/")
        self.slides = page.evaluate(WITH_DEMO)

    def go(self, slide: int) -> Locator:
        """Show a slide; wait until its demo is live; give the document of the demo."""
        self.page.evaluate("(slide) => { location.hash = slide; }", slide)
        inside = self.page.locator(".slide.current iframe").content_frame.locator("html")
        expect(inside).to_have_attribute("data-stage", "live", timeout=BOOT)
        return inside

    def number(self, demo: str) -> int:
        """The first slide with a demo."""
        frame = self.page.locator(f"iframe[data-src*='/{demo}/']").first
        return int(frame.evaluate("(frame) => frame.closest('section').id"))

    def leave(self, slide: int) -> None:
        """Show four others with demos."""
        others = [number for number in self.slides if abs(number - slide) > 1]
        for number in others[:4]:
            self.go(number)


@pytest.fixture
def lecture(warm_page: Page, address: str) -> Lecture:
    return Lecture(warm_page, address)


def test_far_demos_are_unloaded_and_come_back_as_they_were_left(lecture):
    slide = lecture.number("thresholding")
    inside = lecture.go(slide)
    inside.locator("[data-control=level] input").fill("0.3")
    expect(inside.locator("#summary")).to_contain_text("Threshold 0.3:")
    inside.evaluate("() => { window.mark = 'the same page'; }")
    lecture.leave(slide)
    assert lecture.page.evaluate(LOADED) <= 3
    inside = lecture.go(slide)
    assert inside.evaluate("() => window.mark === undefined")
    expect(inside.locator("#summary")).to_contain_text("Threshold 0.3:")
    expect(inside.locator("[data-control=level] output")).to_have_text("0.300")


def test_the_back_button_turns_slides_not_demos(lecture):
    first, *_, before, last = lecture.slides[:7]
    for slide in (first, *lecture.slides[1:5], before, last):
        lecture.go(slide)
    lecture.go(first)  # its demo was unloaded, and is loaded again
    for slide in (last, before):
        lecture.page.go_back()
        expect(lecture.page.locator(".slide.current > section")).to_have_id(str(slide))


def test_a_demo_with_an_image_of_ones_own_stays(lecture, tmp_path):
    slide = lecture.number("thresholding")
    inside = lecture.go(slide)
    picture = np.zeros((40, 60), np.uint8)
    picture[10:20, 10:30] = 200
    mine = tmp_path / "mine.npy"
    np.save(mine, picture)
    inside.locator("input[type=file]").set_input_files(mine)
    shown = inside.locator("[data-control=image] select >> nth=0 >> option:checked")
    expect(shown).to_have_text("mine.npy")
    lecture.leave(slide)
    assert lecture.page.evaluate(LOADED) == 4
    lecture.go(slide)
    expect(shown).to_have_text("mine.npy")
