"""How long a changed control takes to become new pixels: changed once, and dragged by the mouse."""

from __future__ import annotations

import io
import statistics
from collections.abc import Callable, Iterator

import numpy as np
from browsing import chromium, fresh_profile, open_page
from cases import CASES, Case
from counting import serving
from playwright.sync_api import Page, Playwright, expect
from rows import Row

import samples
from browser.opened import LOCATE
from sitebuild import ROOT

#: Answers that are measured: to single changes, and while dragging.
SINGLE, DRAGGED = 30, 60
#: A mouse tells its place about so often, in ms.
MOUSE = 16
#: Wrapped round the page's own calls. Only the newest state waits, so what is posted to Python is that of the
#: last input event; "drawn" is set when its result is in the figures, and a message sent from the next
#: animation frame arrives after that frame has been painted. Python may compute the next state meanwhile.
PROBE = """
  const probe = window.probe = { total: [], wait: [], answer: [], python: [], paint: [] };
  const asked = new Map();
  let input = 0;
  for (const type of ["pointermove", "click", "keydown"])
    addEventListener(type, (event) => { input = event.timeStamp; }, true);
  const { postMessage } = MessagePort.prototype;
  for (const { prototype } of [MessagePort, Worker]) {
    const post = prototype.postMessage;
    prototype.postMessage = function (message, ...rest) {
      if (message?.type === "compute") {
        if (input) asked.set(message.seq, { input, posted: performance.now() });
        input = 0;
      }
      return post.call(this, message, ...rest);
    };
  }
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
        postMessage.call(port2, 0);
      });
    }
    return mark(name, options);
  };
"""


def drag(playwright: Playwright) -> Iterator[Row]:
    """Drag the control of each case."""
    for case in CASES:
        with serving(ROOT / "dist") as site, fresh_profile() as profile, \
                chromium(playwright, profile) as context:
            context.add_init_script(PROBE)
            page = open_page(context, f"{site.url}demos/{case.demo}/{case.state}")
            if case.shape:
                _open_image(page, case.shape)
            yield from _rows(case, _changed_once(page, case), _dragged(page, case))


def _open_image(page: Page, shape: tuple[int, int]) -> None:
    """Open a micrograph of that shape as a person's own file."""
    rows, columns = shape
    file = io.BytesIO()
    np.save(file, samples.make("nanoparticles", n=max(shape)).image[:rows, :columns])
    page.locator("input[type=file]").first.set_input_files({
        "name": "micrograph.npy", "mimeType": "application/octet-stream", "buffer": file.getvalue()})
    expect(page.locator("[data-control=image] select").first).to_have_value("own")
    expect(page.locator("#status")).to_contain_text(" ms")


def _changed_once(page: Page, case: Case) -> dict[str, list[float]]:
    """Change the control and wait for the pixels, as the original was measured."""
    return _measure(page, case, SINGLE, """count => new Promise((done) => {
      const begun = performance.now();
      const over = () => probe.total.length > count || performance.now() - begun > 500;
      const look = () => (over() ? done() : setTimeout(look, 5));
      look();
    })""")


def _dragged(page: Page, case: Case) -> dict[str, list[float]]:
    """Go on dragging, whatever the page has answered."""
    return _measure(page, case, DRAGGED, f"() => new Promise((done) => setTimeout(done, {MOUSE}))")


def _measure(page: Page, case: Case, answers: int, pause: str) -> dict[str, list[float]]:
    """Move the control, pausing after each step, until there are enough answers."""
    declared = page.evaluate("JSON.parse(document.getElementById('demo').textContent).controls")
    control = next(c for c in declared if c["name"] == case.control)
    page.evaluate("for (const times of Object.values(probe)) times.length = 0")
    moves = _MOVES.get(control["kind"], _slide)(page, control)
    count = 0
    for steps, _ in enumerate(moves, 1):
        page.evaluate(pause, count)
        count = page.evaluate("probe.total.length")
        if count >= answers or steps >= 10 * answers:
            break
    moves.close()
    probe = page.evaluate("probe")
    if len(probe["total"]) < answers / 2:
        raise RuntimeError(f"{page.url}: {len(probe['total'])} answers to {steps} changes of {case.control}")
    return probe


def _slide(page: Page, control: dict) -> Iterator[None]:
    """Drag to and fro over the middle half of a slider."""
    slider = page.locator(f"[data-control={control['name']}] input").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2 + 8
    yield from _drag(page, lambda share: (box["x"] + (0.25 + 0.5 * share) * box["width"], y), start=0.5)


def _drag_point(page: Page, control: dict) -> Iterator[None]:
    """Drag the first point of a figure over a tenth of it."""
    x, y, reach = page.evaluate("""(panel) => {
      const cell = document.querySelector(`[data-panel='${panel}']`);
      const figure = [...Bokeh.index].find(({ el }) => cell.contains(el));
      const { tools } = figure.model.toolbar;
      const { renderers } = tools.find(({ type, visible }) => visible && type === "PointDrawTool");
      const { x, y } = renderers[0].data_source.data;
      return [x[0], y[0], 0.1 * Math.abs(figure.model.x_range.end - figure.model.x_range.start)];
    }""", control["panel"])
    ends = [page.evaluate(LOCATE, [control["panel"], x + far, y]) for far in (0, reach)]
    (x0, y0), (x1, _) = ends
    yield from _drag(page, lambda share: (x0 + share * (x1 - x0), y0), start=0.0)


def _drag(page: Page, place: Callable[[float], tuple[float, float]], start: float) -> Iterator[None]:
    """Hold the mouse down and move it to and fro, `place` being where it is at 0 to 1 of the way."""
    page.mouse.move(*place(start))
    page.mouse.down()
    page.mouse.move(*place(start + 0.2))  # at once: who holds still has pressed, for Bokeh
    try:
        for step in range(1, 10**6):
            page.mouse.move(*place(abs(((start + 0.2 + step / 30) + 1) % 2 - 1)))
            yield
    finally:
        page.mouse.up()


def _press(page: Page, control: dict) -> Iterator[None]:
    """Press the first button and take the step back, in turn; each waits for the last."""
    buttons = page.locator(f"[data-control={control['name']}] button")
    summary = page.locator("#summary")
    for step in range(10**6):
        before = summary.inner_text()
        (buttons.last if step % 2 else buttons.first).click()
        expect(summary).not_to_have_text(before)
        yield


def _run(page: Page, control: dict) -> Iterator[None]:
    """Run the code with one number after the other in it."""
    editor = page.locator(f"[data-control={control['name']}] textarea")
    summary = page.locator("#summary")
    for step in range(10**6):
        before = summary.inner_text()
        editor.fill(f"def image_function(img):\n    return img + {step + 1}\n")
        page.locator(f"[data-control={control['name']}] button").first.click()
        expect(summary).not_to_have_text(before)
        yield


_MOVES = {"points": _drag_point, "line": _drag_point, "actions": _press, "code": _run}


def _rows(case: Case, single: dict[str, list[float]], dragged: dict[str, list[float]]) -> list[Row]:
    """Return the rows of a case; where the original was measured, the ratio too."""
    size = " x ".join(map(str, case.shape)) if case.shape else "its sample"
    what = f"{case.demo}, {case.control}, {size}"
    median, most = case.budget
    rows = [Row(f"{what}, one change: median", single["total"], median, "ms", note=_parts(single)),
            Row(f"{what}, dragging: median", dragged["total"], median, "ms", note=_parts(dragged)),
            Row(f"{what}, dragging: p95", dragged["total"], most, "ms", "p95")]
    if case.original:
        live = ", on release only" if case.on_release else ""
        ratios = [total / case.original for total in single["total"]]
        rows.append(Row(f"{what}, one change: time / the original's", ratios, 0.5, "",
                        note=f"original {case.original:.0f} ms{live}"))
    return rows


def _parts(probe: dict[str, list[float]]) -> str:
    """Say where the time goes."""
    part = {name: statistics.median(times) for name, times in probe.items()}
    return (f"waits {part['wait']:.0f}, Python {part['python']:.0f}, "
            f"messages and page {part['answer'] - part['python']:.0f}, paint {part['paint']:.0f}")
