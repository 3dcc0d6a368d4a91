"""Our own deck: how soon its first slide is there, and what turning all its slides costs."""

from __future__ import annotations

from browsing import chromium, fresh_profile
from counting import serving
from memory import BUDGET, TabMemory
from playwright.sync_api import Page, Playwright
from rows import Row

from sitebuild import ROOT

REPEATS = 5
#: Milliseconds for each slide.
PACE = 1000
#: Seconds until the first slide is painted, cold.
FIRST = 1.0
#: Counts the frames that the page should have drawn and did not, 60 in a second.
_COUNT = """() => {
  window.dropped = 0;
  let before = performance.now();
  const look = (now) => {
    window.dropped += Math.max(0, Math.round((now - before) / (1000 / 60)) - 1);
    before = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def paging(playwright: Playwright) -> list[Row]:
    """Open the deck cold, again and again; then turn all slides once."""
    firsts = []
    with serving(ROOT / "dist") as site:
        url = f"{site.url}deck/"
        for _ in range(REPEATS):
            with fresh_profile() as profile, chromium(playwright, profile) as context:
                page = context.new_page()
                page.goto(url)
                firsts.append(_first_paint(page))
        with fresh_profile() as profile, chromium(playwright, profile) as context:
            page, tab = context.new_page(), TabMemory(context.browser)
            page.goto(url)
            used = [tab.mb()]
            page.evaluate(_COUNT)
            slides = page.locator(".slide").count()
            for _ in range(slides):
                page.keyboard.press("ArrowRight")
                page.wait_for_timeout(PACE)
                used.append(tab.mb())
            dropped = page.evaluate("window.dropped") / slides
            return [Row("deck: first slide, cold", firsts, FIRST, "s"),
                    Row("deck: memory with the first slide", used[:1], None, "MB"),
                    Row("deck: memory after all slides", used[-1:], BUDGET, "MB",
                        note=f"{slides} slides, one a second; at most {max(used):.0f} MB on the way; "
                             f"{tab.needed(page):.0f} MB when the browser is short of memory"),
                    Row("deck: frames dropped for each slide", [dropped], None, "", note="of 60")]


def _first_paint(page: Page) -> float:
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    return page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
