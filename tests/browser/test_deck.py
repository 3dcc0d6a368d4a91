"""Presenting the deck in Chromium: one slide at a time, frames in time, keys, links, narrow windows."""

import functools
import http.server
import re
import threading
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from livedemo import discovery
from sitebuild import own_deck
from sitebuild.deck import WEB, build_deck

DEMOS = {name: name.capitalize().replace("-", " ") for name in discovery.names()}
# Stands in for a demo: says that it has the keyboard's arrow keys, as a demo does (postMessage version 1).
STUB = """<!doctype html>
<html lang="en"><head><title>{title}</title></head><body><main><h1>{title}</h1></main>
<script>
  addEventListener("keydown", ({{ key }}) => {{
    const direction = {{ ArrowRight: "next", ArrowLeft: "previous" }}[key];
    if (direction) parent.postMessage({{ livedemo: 1, type: "navigate", direction }}, "*");
  }});
</script></body></html>"""
SLIDES = re.split(r"^---$", own_deck.text(), flags=re.MULTILINE)[2:]


def numbered(heading: str) -> int:
    """Return the number of the first slide with a heading."""
    return next(n for n, slide in enumerate(SLIDES, 1) if f"\n# {heading}\n" in slide)


# Two demos on successive slides, and no demo on the two slides before.
FIRST_DEMO = numbered("Filter an image by its frequencies")
SECOND_DEMO = FIRST_DEMO + 1


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def deck_address(tmp_path_factory):
    """Our deck under a sub-path, with stub demos beside it."""
    root = tmp_path_factory.mktemp("dist")
    site = root / "some" / "path"
    build_deck(own_deck.assemble(site / "source"), site / "deck", DEMOS)
    for name, title in DEMOS.items():
        (site / "demos" / name).mkdir(parents=True)
        (site / "demos" / name / "index.html").write_text(STUB.format(title=title))
    handler = functools.partial(QuietHandler, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/path/deck/"
        server.shutdown()


@pytest.fixture
def page(chromium, context_options, deck_address):
    """A page at 1280 x 720 that fails the test on a console error or a request to another origin."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 720}, reduced_motion="reduce", **context_options
    )
    opened = context.new_page()
    faults = []
    opened.on("console", lambda message: message.type == "error" and faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    origin = deck_address.partition("/some/")[0]
    local = (origin, "data:", "blob:")
    opened.on("request", lambda request: request.url.startswith(local) or faults.append(request.url))
    yield opened
    context.close()
    assert not faults


def at_slide(page: Page, number: int) -> None:
    expect(page.locator(".slide.current > section")).to_have_id(str(number))
    expect(page.locator("#counter")).to_have_text(f"{number} / {page.locator('.slide').count()}")


def loaded_frames(page: Page) -> list[int]:
    """Numbers of the slides whose frames have an address."""
    return page.evaluate(
        "[...document.querySelectorAll('iframe[src]')].map((f) => Number(f.closest('section').id))"
    )


def count(page: Page) -> int:
    return page.locator(".slide").count()


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
    page.get_by_role("link", name="Summary").click()
    at_slide(page, numbered("Summary"))
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
    expect(waiting).to_have_text("Fourier filtering")
    # Laid out at its size, so that it can draw before it is shown, yet out of sight.
    assert page.locator("iframe[src]").evaluate("(f) => [f.clientWidth, f.clientHeight]") == [1150, 550]
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
    assert link.get_attribute("href").endswith("/some/path/demos/fourier-filtering/")


def test_overview_notes_and_help(page, deck_address):
    page.goto(deck_address)
    page.keyboard.press("o")
    expect(page.get_by_role("button", name="Slide 1: What is an image?")).to_be_focused()
    page.get_by_role("button", name=f"Slide {FIRST_DEMO - 1}: Three filters, three shapes").click()
    at_slide(page, FIRST_DEMO - 1)
    page.keyboard.press("n")
    expect(page.get_by_role("complementary", name="Speaker notes")).to_contain_text("Blue is what passes")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("complementary", name="Speaker notes")).to_contain_text("The figure follows")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    at_slide(page, FIRST_DEMO)


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


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (820, 1180), (390, 844)])
def test_no_scroll_bars_and_no_slide_overflows(page, deck_address, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(deck_address)
    for number in range(1, count(page) + 1):
        at_slide(page, number)
        overflow = page.evaluate(
            """() => [document.documentElement, document.querySelector(".current > section"),
                ...document.querySelectorAll(".current pre")]
              .filter((e) => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight)
              .map((e) => `${e.tagName} ${e.scrollWidth}x${e.scrollHeight}`)"""
        )
        assert overflow == [], number
        box = page.locator(".current > section").bounding_box()
        assert box["x"] >= -0.5
        assert box["y"] >= -0.5
        assert box["x"] + box["width"] <= width + 0.5
        assert box["y"] + box["height"] <= height + 0.5
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_script_all_slides_and_links_are_there(page, deck_address):
    page.goto(deck_address)
    expect(page.get_by_role("heading", name="Frequencies in two directions")).to_be_visible()
    expect(page.get_by_role("heading", name="About this deck")).to_be_visible()
    link = page.get_by_role("link", name="Open the demo: Connected components")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "../demos/connected-components/"
    boxes = [slide.bounding_box() for slide in page.locator(".slide").all()]
    assert all(upper["y"] + upper["height"] <= lower["y"] for upper, lower in pairwise(boxes))


def test_print_has_one_slide_a_page(page, deck_address):
    page.goto(deck_address + "#5")
    at_slide(page, 5)
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == count(page)


# axe's source is put into the page as text, which the page's own policy rightly forbids.
@pytest.mark.parametrize(
    "context_options",
    [{"bypass_csp": True, "color_scheme": scheme} for scheme in ("light", "dark")],
    ids=["light", "dark"],
)
def test_axe_finds_nothing(page, deck_address):
    page.goto(deck_address)
    page.evaluate((WEB / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))

    def violations() -> list:
        found = page.evaluate("axe.run({ iframes: false })")["violations"]
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    for number in range(1, count(page) + 1):
        at_slide(page, number)
        assert violations() == [], f"slide {number}"
        page.keyboard.press("ArrowRight")
    for key in ("n", "o", "?"):
        page.keyboard.press(key)
        assert violations() == [], f"after key {key}"
