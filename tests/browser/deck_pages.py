"""Decks on a server, with stand-ins for demos beside them, and a page that counts what goes wrong."""

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from sitebuild.deck import build_deck

#: Stands in for a demo: tells of keys and states, and takes states, as a demo does (postMessage version 1).
STUB = """<!doctype html>
<html lang="en"><head><title>{title}</title></head><body><main><h1>{title}</h1><p id="state"></p>
<button type="button">Change</button></main>
<script>
  const tell = (message) => parent.postMessage({{ livedemo: 1, ...message }}, "*");
  const set = (state) => {{ document.querySelector("#state").textContent = JSON.stringify(state); }};
  addEventListener("keydown", ({{ key }}) => {{
    const direction = {{ ArrowRight: "next", ArrowLeft: "previous" }}[key];
    if (direction) tell({{ type: "navigate", direction }});
  }});
  document.querySelector("button").addEventListener("click", () => {{
    set({{ level: 0.25 }});
    tell({{ type: "changed", state: {{ level: 0.25 }}, summary: "" }});
  }});
  addEventListener("message", ({{ data }}) => data.type === "setState" && set(data.state));
  tell({{ type: "live" }});
</script></body></html>"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served(root: Path, source: Path, demos: Mapping[str, str]) -> Iterator[str]:
    """Build a deck under a sub-path of `root`, with stubs of the demos, and serve it; gives its address."""
    site = root / "some" / "path"
    build_deck(source, site / "deck", demos)
    for name, title in demos.items():
        (site / "demos" / name).mkdir(parents=True)
        (site / "demos" / name / "index.html").write_text(STUB.format(title=title))
        (site / "demos" / name / "poster.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    handler = functools.partial(_Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/path/deck/"
        server.shutdown()


@contextmanager
def watched(chromium: Browser, address: str, **options: object) -> Iterator[Page]:
    """A page at 1280 x 720 that fails on a console error or a request to another origin."""
    size = {"width": 1280, "height": 720}
    context = chromium.new_context(viewport=size, reduced_motion="reduce", **options)
    opened = context.new_page()
    faults = []
    opened.on("console", lambda message: message.type == "error" and faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    local = (address.partition("/some/")[0], "data:", "blob:")
    opened.on("request", lambda request: request.url.startswith(local) or faults.append(request.url))
    yield opened
    context.close()
    assert not faults, faults


def at_slide(page: Page, number: int) -> None:
    """Wait until a slide is shown."""
    expect(page.locator(".slide.current > section")).to_have_id(str(number))
    expect(page.locator("#counter")).to_have_text(f"{number} / {count(page)}")


def count(page: Page) -> int:
    """How many slides there are."""
    return page.locator(".slide").count()
