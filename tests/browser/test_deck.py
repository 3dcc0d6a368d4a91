"""Our own deck in Chromium, slide by slide: nothing overflows, nothing is small, axe finds nothing."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from browser.deck_pages import at_slide, count, served, watched
from livedemo import discovery
from sitebuild import own_deck
from sitebuild.deck import WEB

DEMOS = {name: discovery.load(name).title for name in discovery.names()}
#: Smallest text of a slide, in CSS pixels at its own size, but for header and footer.
LEAST = 18
SMALL = """() => [...document.querySelectorAll(".current > section *")]
  .filter((e) => e.checkVisibility() && !e.closest("header, footer, .demo-frame, .katex, sub, sup")
    && [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((e) => [parseFloat(getComputedStyle(e).fontSize), e.textContent.trim().slice(0, 40)])
  .filter(([size]) => size < LEAST)""".replace("LEAST", str(LEAST))


@pytest.fixture(scope="module")
def deck_address(tmp_path_factory):
    root = tmp_path_factory.mktemp("dist")
    with served(root, own_deck.assemble(root / "source"), DEMOS) as address:
        yield address


@pytest.fixture
def page(chromium, context_options, deck_address):
    with watched(chromium, deck_address, **context_options) as page:
        yield page


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768), (390, 844)])
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
        assert page.evaluate(SMALL) == [], number
        box = page.locator(".current > section").bounding_box()
        assert box["x"] >= -0.5
        assert box["y"] >= -0.5
        assert box["x"] + box["width"] <= width + 0.5
        assert box["y"] + box["height"] <= height + 0.5
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_script_all_slides_and_links_are_there(page, deck_address):
    page.goto(deck_address)
    for heading in page.get_by_role("heading", level=1).all():
        expect(heading).to_be_visible()
    link = page.locator("a.demo-link[href^='../demos/connected-components/']").first
    expect(link).to_be_visible()
    expect(link).to_have_text("Open the demo: Connected components")
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

    def violations(where: str = "html") -> list:
        found = page.evaluate("(where) => axe.run(where, { iframes: false })", where)
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]

    assert violations() == []
    for number in range(1, count(page) + 1):
        at_slide(page, number)
        assert violations(".slide.current") == [], f"slide {number}"
        page.keyboard.press("ArrowRight")
    for key in ("n", "o", "?"):
        page.keyboard.press(key)
        assert violations() == [], f"after key {key}"
