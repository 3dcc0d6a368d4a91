"""How long a changed control takes to become new pixels while a slider is dragged by the mouse."""

from __future__ import annotations

import io
import statistics
from dataclasses import dataclass

import numpy as np
from browsing import chromium, fresh_profile, open_page
from counting import serving
from playwright.sync_api import Page, Playwright, expect
from rows import Row

from sitebuild import ROOT

SAMPLES = 60
#: Wrapped round the page's own calls. Only the newest state waits, so what is posted to Python is that of the
#: last input event; "drawn" is set when its result is in the figures, and a message sent from the next
#: animation frame arrives after that frame has been painted. Python may compute the next state meanwhile.
PROBE = """
  const probe = window.probe = { total: [], wait: [], answer: [], python: [], paint: [] };
  const asked = new Map();
  let input = 0;
  for (const type of ["input", "pointermove", "click", "keydown"])
    addEventListener(type, (event) => { input = event.timeStamp; }, true);
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message?.type === "compute") {
      if (input) asked.set(message.seq, { input, posted: performance.now() });
      input = 0;
    }
    return post.call(this, message, ...rest);
  };
  const mark = performance.mark.bind(performance);
  performance.mark = (name, options) => {
    const question = name === "drawn" && asked.get(options.detail.seq);
    if (question) {
      asked.delete(options.detail.seq);
      const { input, posted } = question;
      const drawn = performance.now();
      const times = { wait: posted - input, answer: drawn - posted, python: options.detail.ms };
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const now = performance.now();
          Object.assign(times, { paint: now - drawn, total: now - input });
          for (const [name, time] of Object.entries(times)) probe[name].push(time);
        };
        post.call(port2, 0);
      });
    }
    return mark(name, options);
  };
"""


@dataclass(frozen=True)
class Case:
    """One slider to drag; `shape` is that of an image of its own, where the demo gets one."""

    demo: str
    control: str
    shape: tuple[int, int] | None
    median: float
    p95: float


CASES = (
    Case("fourier-filtering", "radius", (600, 800), 50, 100),
    Case("thresholding", "level", (512, 512), 30, 60),
    Case("connected-components", "threshold", None, 30, 60),
)


def drag(playwright: Playwright) -> list[Row]:
    """Drag the slider of each case."""
    rows = []
    for case in CASES:
        with serving(ROOT / "dist") as site, fresh_profile() as profile, \
                chromium(playwright, profile) as context:
            context.add_init_script(PROBE)
            page = open_page(context, f"{site.url}demos/{case.demo}/")
            if case.shape:
                _open_image(page, case.shape)
            probe = _drag(page, case.control)
        rows += _rows(case, probe)
    return rows


def _open_image(page: Page, shape: tuple[int, int]) -> None:
    image = np.random.default_rng(0).normal(100, 20, shape).clip(0, 255).astype(np.uint8)
    file = io.BytesIO()
    np.save(file, image)
    page.set_input_files("input[type=file]", {
        "name": "noise.npy", "mimeType": "application/octet-stream", "buffer": file.getvalue()})
    expect(page.locator("[data-control=image] select")).to_have_value("own")
    expect(page.locator("#status")).to_contain_text(" ms")


def _drag(page: Page, control: str) -> dict[str, list[float]]:
    """Drag to and fro over the middle half of the slider until there are enough samples."""
    box = page.locator(f"[data-control={control}] input").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    step = 0
    while page.evaluate("probe.total.length") < SAMPLES and step < 20 * SAMPLES:
        step += 1
        share = 0.25 + 0.5 * abs((step / 100) % 2 - 1)
        page.mouse.move(box["x"] + share * box["width"], y)
    page.mouse.up()
    probe = page.evaluate("probe")
    if len(probe["total"]) < 20:
        raise RuntimeError(f"{page.url}: {len(probe['total'])} answers to {step} steps of the slider")
    return probe


def _rows(case: Case, probe: dict[str, list[float]]) -> list[Row]:
    size = " x ".join(map(str, case.shape)) if case.shape else "its sample"
    what = f"{case.demo}, {size}: slider to pixels"
    part = {name: statistics.median(times) for name, times in probe.items()}
    note = (f"waits {part['wait']:.0f}, Python {part['python']:.0f}, "
            f"messages and page {part['answer'] - part['python']:.0f}, paint {part['paint']:.0f}")
    return [Row(f"{what}, median", probe["total"], case.median, "ms", note=note),
            Row(f"{what}, p95", probe["total"], case.p95, "ms", "p95")]
