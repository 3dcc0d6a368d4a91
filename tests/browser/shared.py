"""The Share panel as a test uses it, and pages for what it gives away."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from browser.opened import Opened

#: Tells what of a demo's page is cut off or scrolls.
MEASURE = Path(__file__).with_name("geometry.js").read_text("utf-8")
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>' \
    '<link rel="icon" href="data:,"><body>'


class Share:
    """The panel of a demo that is open on a page of its own."""

    def __init__(self, demo: Opened) -> None:
        self.demo = demo
        self.page = demo.page
        self.panel = self.page.locator("#share-panel")

    def open(self) -> Share:
        """Open it, and wait until the frame's size has been measured."""
        self.page.get_by_role("button", name="Share").click()
        return self.measured()

    def measured(self) -> Share:
        expect(self.panel).to_contain_text("at this size nothing scrolls", timeout=20_000)
        return self

    def field(self, label: str) -> Locator:
        return self.panel.get_by_role("textbox", name=label, exact=True)

    @property
    def link(self) -> str:
        return self.field("Link to this demo as it is now").input_value()

    @property
    def frame(self) -> str:
        """HTML of the frame."""
        return self.field("HTML for a page").input_value()

    def tool(self, name: str) -> dict[str, str]:
        """Return what a how-to gives to paste, by label."""
        found = self.panel.locator(f"[data-tool='{name}'] .copyable")
        return {one.locator("label").text_content(): one.locator("input, textarea").input_value()
                for one in found.all()}

    def save(self, button: str) -> Path:
        """Press a button that saves a file; returns where the file lies."""
        with self.page.expect_download() as saved:
            self.panel.get_by_role("button", name=button).click()
        return saved.value.path()


def size_of(frame: str) -> tuple[int, int]:
    """Return the width and height that HTML of a frame names."""
    width, height = re.search(r'width="(\d+)" height="(\d+)"', frame).groups()
    return int(width), int(height)
