"""A demo's page as a test sees it: on its own, or in a frame of another page."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
from playwright.sync_api import Locator, Page, expect

#: Longest wait for Python, in ms: a cold start takes about 5 s on a quiet machine with two cores.
BOOT = 90_000
STAGES = ("shell", "painted", "live", "failed")

# {panel: number of different colours in the middle of its largest canvas}
COUNT_COLOURS = """() => {
  const within = (root) => [...root.querySelectorAll("*")]
    .flatMap((e) => [e, ...(e.shadowRoot ? within(e.shadowRoot) : [])]);
  const colours = (panel) => {
    const canvases = within(panel).filter((e) => e.tagName === "CANVAS" && e.width > 50);
    return Math.max(...canvases.map((canvas) => {
      const [w, h] = [canvas.width / 2, canvas.height / 2];
      const { data } = canvas.getContext("2d").getImageData(w / 2, h / 2, w, h);
      return new Set(new Uint32Array(data.buffer)).size;
    }));
  };
  const shown = [...document.querySelectorAll("figure.cell")].filter((panel) => panel.offsetWidth);
  return Object.fromEntries(shown.map((panel) => [panel.dataset.panel, colours(panel)]));
}"""

# Where a point of a figure, in its own coordinates, is in the window.
LOCATE = """([panel, x, y]) => {
  const cell = document.querySelector(`[data-panel='${panel}']`);
  const view = [...Bokeh.index].find(({ el }) => cell.contains(el));
  const { x_range, y_range } = view.model;
  const { x: left, y: top } = view.el.getBoundingClientRect();
  const box = view.frame.bbox;
  return [left + box.x + ((x - x_range.start) / (x_range.end - x_range.start)) * box.width,
    top + box.y + ((y_range.end - y) / (y_range.end - y_range.start)) * box.height];
}"""


class Opened:
    """A demo on a page of its own.

    Parameters
    ----------
    page : Page
        A page of Playwright.
    address : str
        Address of the site, with a slash at the end.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def go(self, demo: str, rest: str = "", stage: str = "live") -> Opened:
        """Open a demo, `rest` being its query and hash, and wait for a stage."""
        self.page.goto(f"{self.address}demos/{demo}/{rest}")
        return self.wait(stage)

    def wait(self, stage: str) -> Opened:
        expect(self.page.locator("html")).to_have_attribute("data-stage", stage, timeout=BOOT)
        return self

    @property
    def summary(self) -> Locator:
        return self.page.locator("#summary")

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    @property
    def state(self) -> dict[str, Any]:
        """The state that reached Python, of the demos whose summary repeats it."""
        return json.loads(self.summary.inner_text())

    def control(self, name: str) -> Locator:
        return self.page.locator(f"[data-control={name}]")

    def slide(self, name: str, value: float) -> None:
        """Move a slider, as its input event does."""
        self.control(name).locator("input").fill(str(value))

    def panel(self, name: str) -> Locator:
        return self.page.locator(f"[data-panel='{name}']")

    def locate(self, panel: str, x: float, y: float) -> tuple[float, float]:
        """Return where a point of a figure is in the window, scrolled into it."""
        self.panel(panel).scroll_into_view_if_needed()
        return tuple(self.page.evaluate(LOCATE, [panel, x, y]))

    def expect_drawn(self) -> None:
        """Every figure shows something: the middle of its canvas is not of one colour."""
        colours = self.page.evaluate(COUNT_COLOURS)
        assert colours
        assert min(colours.values()) > 1, colours

    def marks(self) -> list[str]:
        """Names of the stages in the order in which they were reached."""
        names = self.page.evaluate("performance.getEntriesByType('mark').map((mark) => mark.name)")
        return [name for name in names if name in STAGES]

    def expect_state(self, **values: Any) -> None:
        """Wait until Python has computed a state that has these values."""
        for name, value in values.items():
            part = json.dumps({name: value})[1:-1]
            expect(self.summary).to_contain_text(part)


class Embedded:
    """A demo in a frame of a page that speaks postMessage version 1 with it.

    Parameters
    ----------
    page : Page
        A page of Playwright.
    parent : str
        Address of parent.html.
    """

    def __init__(self, page: Page, parent: str) -> None:
        self.page = page
        self.parent = parent

    def go(self, address: str, wait: str = "live") -> dict[str, Any]:
        """Show the demo at `address` in the frame and return the message of type `wait`."""
        self.page.goto(self.parent)
        self.page.evaluate("(address) => { frame.src = address; }", address)
        return self.hear(wait)

    @property
    def frame(self):
        return self.page.frame_locator("iframe")

    def hear(self, kind: str, start: int = 0) -> dict[str, Any]:
        """Return the first message of a type, waiting for it."""
        return self.page.evaluate(
            "([kind, start]) => hear((message) => message.type === kind, start)", [kind, start])

    def heard(self) -> int:
        """How many messages the frame has sent."""
        return self.page.evaluate("heard.length")

    def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Send a message and return the answer."""
        return json.loads(self.page.evaluate("(message) => ask(message)", {"type": kind, **fields}))

    def set(self, **state: Any) -> dict[str, Any]:
        """Set a state and return the answer, which comes when it has been computed."""
        answer = self.ask("setState", state=state)
        assert answer["type"] == "changed", answer
        return answer

    def arrays(self, *names: str) -> dict[str, np.ndarray]:
        """Return the arrays of the last result, all of them if none is named."""
        answer = self.ask("getResult", **({"names": list(names)} if names else {}))
        assert answer["type"] == "result", answer
        return {name: decoded(array) for name, array in answer["arrays"].items()}


def decoded(array: dict[str, Any]) -> np.ndarray:
    """Return a message's array (shape, numpy's dtype name, base64 of its bytes in C order)."""
    data = base64.b64decode(array["data"])
    return np.frombuffer(data, np.dtype(array["dtype"])).reshape(array["shape"])
