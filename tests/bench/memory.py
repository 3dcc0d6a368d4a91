"""A deck with every demo of the inspiring one: how soon all are live, and the memory that they take."""

from __future__ import annotations

import re
import time
from pathlib import Path

from browsing import SIZE, wait_for
from counting import serving
from playwright.sync_api import Browser, Page, Playwright
from rows import Row

from browser.chromium import launch
from building import built_site

BUDGET = 400
ROUNDS = 5
#: Milliseconds for a browser to give memory back.
GIVING_BACK = 3000


def memory(playwright: Playwright) -> list[Row]:
    """Show every slide once, then go through all of them again and change each demo."""
    with serving(built_site("seventeen")) as site:
        browser = launch(playwright)
        page = browser.new_page(viewport=SIZE)
        tab = TabMemory(browser)
        start = time.perf_counter()
        page.goto(f"{site.url}deck/")
        slides = page.locator(".slide").count()
        _go_through(page, slides)
        live = time.perf_counter() - start
        opened = tab.mb()
        for _ in range(ROUNDS):
            _use(page)
            _go_through(page, slides)
        used = tab.mb()
        frames = len(page.frames) - 1
        browser.close()
    note = f"{frames} demos in frames, one slide after the other, cold"
    return [Row("deck with every demo: the last one is live", [live], None, "s", note=note),
            Row("memory, that deck open", [opened], BUDGET, "MB"),
            Row("memory, after use", [used], BUDGET, "MB", note=f"each demo changed {ROUNDS} times")]


def _go_through(page: Page, slides: int) -> None:
    page.keyboard.press("Home")
    for number in range(slides):
        for frame in page.locator(".slide").nth(number).locator("iframe[src]").element_handles():
            wait_for(frame.content_frame(), "live")
        page.keyboard.press("ArrowRight")


def _use(page: Page) -> None:
    """Move the first slider of every demo; hidden ones note it and compute when they are shown."""
    for frame in page.frames[1:]:
        frame.evaluate("""() => {
          const slider = document.querySelector("input[type=range]");
          if (!slider) return;
          const span = slider.max - slider.min;
          slider.value = String(Number(slider.min) + Math.random() * span);
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        }""")


class TabMemory:
    """What pages take beyond the renderers of a browser that shows nothing, which take 150 MB (Linux).

    Parameters
    ----------
    browser : Browser
        Before any page of the site was opened in it.
    """

    def __init__(self, browser: Browser) -> None:
        self._session = browser.new_browser_cdp_session()
        self.without = self._renderers()

    def mb(self) -> float:
        """Return the memory in MB now: proportional set sizes of the renderers, with pages and workers."""
        return self._renderers() - self.without

    def needed(self, page: Page) -> float:
        """Return what is left when the browser gives back what it can: decoded pictures and garbage."""
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        session.send("Memory.simulatePressureNotification", {"level": "critical"})
        page.wait_for_timeout(GIVING_BACK)
        session.detach()
        return self.mb()

    def _renderers(self) -> float:
        processes = self._session.send("SystemInfo.getProcessInfo")["processInfo"]
        total = 0
        for process in processes:
            if process["type"] == "renderer":
                text = Path(f"/proc/{process['id']}/smaps_rollup").read_text()
                total += int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[1])
        return total * 1024 / 1e6
