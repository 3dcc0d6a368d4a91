"""Demos in pages of others: a reveal.js deck, a sandbox, two side by side, twenty on one page."""

import re
import shutil

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from browser.opened import BOOT, Opened
from browser.shared import Share
from livedemo import discovery
from sitebuild import ROOT

REVEAL = ROOT / "web/node_modules/reveal.js/dist"
DECK = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A talk</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="dist/reveal.css"></head><body>
<div class="reveal"><div class="slides">{slides}</div></div>
<script src="dist/reveal.js"></script>
<script>Reveal.initialize({{ hash: true, transition: "none" }});</script>
{script}</body></html>"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,"></head><body>{frames}<script>
  var heard = [];
  addEventListener("message", ({{ data }}) => heard.push(data));
</script></body></html>"""


def frame(address: str, name: str, state: str = "", more: str = "") -> str:
    """Return HTML that shows a demo."""
    src = f"{address}demos/{name}/?embed{state}"
    return f'<iframe title="{name}" width="960" height="540" {more} src="{src}"></iframe>'


@pytest.fixture
def page_of(plain_server, tmp_path):
    """Serve a page with these frames on an origin of its own; returns its address."""
    def page(frames: str) -> str:
        (tmp_path / "index.html").write_text(PAGE.format(frames=frames))
        return plain_server(tmp_path)
    return page


def expect_stage(shown: FrameLocator, stage: str = "live") -> None:
    expect(shown.locator("html")).to_have_attribute("data-stage", stage, timeout=BOOT)


def level(shown: FrameLocator):
    return shown.locator("[data-control=level] input")


@pytest.fixture
def deck(demo: Opened, plain_server, tmp_path) -> Page:
    """A deck on another origin, of two slides, made as Share says."""
    slides = []
    for name, state in (("thresholding", "#level=0.3"), ("fourier-shift", "#shift_x=5")):
        tool = Share(demo.go(name, state)).open().tool("reveal.js")
        slides.append(tool["reveal.js slide"])
    shutil.copytree(REVEAL, tmp_path / "dist")
    script = tool["reveal.js script"]
    (tmp_path / "index.html").write_text(DECK.format(slides="\n".join(slides), script=script))
    demo.page.goto(plain_server(tmp_path))
    return demo.page


def expect_slide(deck: Page, number: int) -> None:
    expect(deck.locator(f".slides section:nth-child({number})")).to_have_class(re.compile("present"))


def test_reveal_js(deck):
    first, second = (deck.frame_locator(f".slides section:nth-child({n}) iframe") for n in (1, 2))
    expect_stage(first)
    expect(level(first)).to_have_value("0.3")
    level(first).focus()
    deck.keyboard.press("ArrowRight")  # the slider's own
    expect(first.locator("#summary")).to_contain_text("Threshold 0.305")
    expect_slide(deck, 1)
    first.locator("#summary").click()
    deck.keyboard.press("ArrowRight")  # nobody's: it turns the slide
    expect_slide(deck, 2)
    deck.keyboard.press("ArrowLeft")  # the frame that had the focus is gone with its slide
    expect_slide(deck, 1)
    deck.keyboard.press("ArrowRight")
    expect_slide(deck, 2)
    expect_stage(second)
    expect(deck.locator(".slides section:nth-child(1) iframe")).not_to_have_attribute("src", re.compile("."))
    second.locator("#summary").click()
    deck.keyboard.press("PageUp")
    expect_slide(deck, 1)
    expect_stage(first)  # reveal.js has loaded it again
    expect(level(first)).to_have_value("0.305")
    expect(first.locator("#summary")).to_contain_text("Threshold 0.305")


def test_a_deck_that_is_loaded_anew_shows_its_own_states(deck):
    first = deck.frame_locator(".slides section:nth-child(1) iframe")
    expect_stage(first)
    level(first).fill("0.2")
    expect(first.locator("#summary")).to_contain_text("Threshold 0.2:")
    deck.reload()
    expect_stage(first)
    expect(level(first)).to_have_value("0.3")


def test_a_sandbox_without_an_origin(context, own_server, page_of):
    """It has no storage, no SharedWorker, and no worker from an address."""
    page = context.new_page()
    page.goto(page_of(frame(own_server.url, "thresholding", "#level=0.3", 'sandbox="allow-scripts"')))
    shown = page.frame_locator("iframe")
    expect_stage(shown)
    assert shown.locator("html").evaluate("() => self.origin") == "null"
    expect(shown.locator("#summary")).to_contain_text("Threshold 0.3:")
    level(shown).fill("0.2")
    expect(shown.locator("#summary")).to_contain_text("Threshold 0.2:")
    page.wait_for_function("heard.some(({ type, state }) => type === 'changed' && state.level === 0.2)")


def test_a_sandbox_on_a_host_that_keeps_its_files(context, built, plain_server, page_of, faults):
    faults.allowed += ["CORS policy", "net::ERR_FAILED", "Failed to fetch dynamically imported module"]
    page = context.new_page()
    page.goto(page_of(frame(plain_server(built), "thresholding", "", 'sandbox="allow-scripts"')))
    shown = page.frame_locator("iframe")
    expect_stage(shown, "failed")
    expect(shown.locator("#status")).to_contain_text("sends no Access-Control-Allow-Origin")
    expect(shown.locator("#figures img")).to_be_visible()
    poster = shown.locator("#figures img")
    assert poster.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    page.wait_for_function("heard.some(({ type, message }) => type === 'failed' && /sandbox/.test(message))")


def test_a_sandbox_in_which_nothing_is_loaded(page, address, page_of, faults):
    """So does WebKit: 'self' in a page's policy is nobody in a sandbox without an origin."""
    faults.allowed += ["net::ERR_FAILED", "CORS policy"]
    page.route(re.compile(r"\.(css|js)(\?|$)"), lambda route: route.abort())
    page.goto(page_of(frame(address, "thresholding")))
    shown = page.frame_locator("iframe")
    expect(shown.get_by_text("This page was kept from loading its styles and scripts")).to_be_in_viewport()
    expect(shown.get_by_role("link", name="open the demo by itself")).to_be_visible()
    expect(shown.get_by_role("heading", name="Binary threshold")).to_have_count(1)
    for role in ("button", "progressbar"):
        expect(shown.get_by_role(role)).to_have_count(0)


def test_two_side_by_side_do_not_disturb_each_other(demo, address, page_of):
    page = demo.page
    page.goto(page_of("".join(frame(address, "thresholding", f"#level={value}") for value in (0.3, 0.6))))
    left, right = (page.frame_locator("iframe").nth(n) for n in (0, 1))
    expect_stage(left)
    expect_stage(right)
    level(left).fill("0.2")
    expect(left.locator("#summary")).to_contain_text("Threshold 0.2:")
    expect(right.locator("#summary")).to_contain_text("Threshold 0.6:")
    level(right).fill("0.7")
    expect(right.locator("#summary")).to_contain_text("Threshold 0.7:")
    expect(left.locator("#summary")).to_contain_text("Threshold 0.2:")


@pytest.mark.scikit_image
@pytest.mark.timeout(400)
def test_twenty_on_one_page_share_one_interpreter(context, own_server, page_of):
    names = [name for name in discovery.names() if not any(
        control.kind == "code" for control in discovery.load(name).controls)]
    twenty = (names * 2)[:20]
    page = context.new_page()
    page.goto(page_of("".join(frame(own_server.url, name, more='loading="lazy"') for name in twenty)))
    for i in range(20):
        page.locator("iframe").nth(i).scroll_into_view_if_needed()
        expect_stage(page.frame_locator("iframe").nth(i))
    targets = context.new_cdp_session(page).send("Target.getTargets")["targetInfos"]
    # Another script, kernel/keeper.js, may be making a snapshot for the next visit.
    kernel = f"{own_server.url}kernel/worker.js"
    assert [target["type"] for target in targets if target["url"].startswith(kernel)] == ["shared_worker"]
