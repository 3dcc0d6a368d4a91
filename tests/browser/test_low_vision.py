"""Pages at 200 % zoom, in a person's own colours, and with less motion."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from browser.opened import Opened
from livedemo import discovery

#: 1280 x 720 at 200 %, and the narrowest window in which nothing may scroll sideways (WCAG 1.4.10).
ZOOMED = [{"width": 640, "height": 360}, {"width": 320, "height": 256}]
#: Windows in which the head of a page is narrow for its buttons.
NARROW = [{"width": width, "height": 900} for width in (700, 820, 1000)]

CUT_OFF = """() => [...document.querySelectorAll("#panel :is(button, select, input, output), #summary")]
  .filter((element) => element.offsetParent && getComputedStyle(element).opacity !== "0"
    && !element.closest(".visually-hidden"))
  .filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < -1 || right > innerWidth + 1;
  }).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def sized(warm_page: Page):
    """Set the window's size."""
    yield warm_page.set_viewport_size
    warm_page.set_viewport_size({"width": 1280, "height": 720})


@pytest.mark.parametrize("size", ZOOMED, ids=lambda size: f"{size['width']} px")
@pytest.mark.parametrize("name", discovery.names())
def test_nothing_scrolls_sideways_or_is_cut_off(demo, sized, name, size):
    sized(size)
    demo.go(name)
    page = demo.page
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(CUT_OFF) == []
    # A control that is reached by keyboard is not hidden by the figures that stay in sight.
    for control in page.locator("[data-control]").all():
        field = control.locator("input:not([type=file]), select, button, textarea").first
        if not field.is_visible() or field.is_disabled():
            continue
        field.focus()
        covered = field.evaluate("""(field) => {
          const { left, top, width, height } = field.getBoundingClientRect();
          const found = document.elementFromPoint(left + width / 2, top + height / 2);
          return !found?.closest("#figures") ? "" : `${field.outerHTML.slice(0, 100)} below the figures`;
        }""")
        assert covered == ""


@pytest.mark.parametrize("size", NARROW, ids=lambda size: f"{size['width']} px")
def test_the_head_of_a_page_has_room(demo, sized, size):
    """For the longest title, too."""
    sized(size)
    demo.go("colour-uniformity")
    assert demo.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_head_has_room_beside_a_panel(demo, sized):
    sized({"width": 1280, "height": 720})
    demo.go("colour-uniformity")
    demo.page.locator("[data-opens=code]").click()
    expect(demo.page.locator("#code-panel")).to_be_visible()
    for button in demo.page.locator("header.site button").all():
        box = button.bounding_box()
        assert box["x"] + box["width"] <= 1280


@pytest.mark.parametrize("path", ["", "demos/thresholding/"])
def test_panels_and_gallery_fit(warm_page, address, sized, path):
    sized(ZOOMED[1])
    warm_page.goto(address + path)
    if path:
        Opened(warm_page, address).wait("live")
        warm_page.get_by_role("button", name="Settings").click()
        warm_page.locator("#settings-panel").get_by_role("button", name="Data").click()
        expect(warm_page.locator("#data-panel table")).to_be_visible()
        box = warm_page.locator("#data-panel").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    assert warm_page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def pixels(locator) -> np.ndarray:
    """What is seen of an element, (rows, columns, 3)."""
    return np.asarray(Image.open(io.BytesIO(locator.screenshot())).convert("RGB")).astype(int)


def differ(a: np.ndarray, b: np.ndarray) -> float:
    """Share of pixels that clearly differ."""
    return float((np.abs(a - b).max(-1) > 60).mean())


@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestOwnColours:
    @pytest.fixture
    def forced(self, every, scheme):
        every.page.emulate_media(forced_colors="active", color_scheme=scheme)
        yield every
        every.page.emulate_media(forced_colors="none", color_scheme="light")

    def test_what_is_switched_on_is_seen(self, forced):
        switch = forced.page.get_by_role("switch", name="Negative")
        off = pixels(switch)
        switch.click()
        on = pixels(switch)
        assert differ(off, on) > 0.2
        assert np.ptp(off) > 200, "the switch itself is not seen"

    def test_what_is_chosen_is_seen(self, forced):
        option = forced.control("mode").locator("label").nth(1)
        before = pixels(option)
        option.click()
        forced.page.mouse.move(0, 0)
        assert differ(before, pixels(option)) > 0.5

    def test_where_a_slider_stands_is_seen(self, forced):
        slider = forced.page.get_by_role("slider", name="Amount")
        seen = []
        for key in ("Home", "End"):
            slider.press(key)
            slider.blur()
            seen.append(pixels(slider))
        assert differ(*seen) > 0.03
        # Its track and thumb stand out from the page.
        assert np.ptp(seen[0]) > 150

    def test_the_chosen_point_and_the_focus_are_seen(self, forced):
        points = forced.control("path").locator("li button")
        before = pixels(points.nth(1))
        points.nth(0).press("PageDown")
        forced.page.evaluate("document.activeElement.blur()")
        assert differ(before, pixels(points.nth(1))) > 0.01
        switch = forced.page.get_by_role("switch", name="Negative")
        before = pixels(forced.control("negative"))
        switch.focus()
        forced.page.keyboard.press("Shift+Tab")
        forced.page.keyboard.press("Tab")
        expect(switch).to_be_focused()
        assert differ(before, pixels(forced.control("negative"))) > 0.01

    def test_figures_have_the_same_ground_and_ink_as_the_page(self, forced, scheme):
        """Bokeh draws on canvases, which forced colours do not reach."""
        ground = pixels(forced.page.locator("body"))[-5, 5]
        figure = pixels(forced.panel("image").locator(".plot").first)
        np.testing.assert_array_equal(figure[2, 2], ground)
        title = figure[:20]
        assert np.abs(title - ground).max() > 150
        assert set(ground) == ({255} if scheme == "light" else {0})


def test_with_less_motion_a_slider_plays_in_steps(every):
    """Never three changes in a second, as these tests' browser wishes for less motion."""
    page = every.page
    page.evaluate("""() => {
      globalThis.changes = [];
      const output = document.querySelector("[data-control=amount] output");
      new MutationObserver(() => changes.push(performance.now())).observe(output, { childList: true });
    }""")
    button = page.get_by_role("button", name="Play Amount")
    button.click()
    page.wait_for_function("() => changes.length >= 4")
    button.click()
    times = page.evaluate("changes")
    assert min(np.diff(times)) > 1000 / 3
