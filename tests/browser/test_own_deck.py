"""A deck made for Panel servers, built with --deck: every frame is live, from one interpreter."""

import re

import pytest
from playwright.sync_api import expect

from browser.opened import BOOT
from building import built_site
from decks import frames


@pytest.fixture(scope="module")
def deck_site():
    return built_site("seventeen")


@pytest.mark.scikit_image
@pytest.mark.timeout(400)
def test_every_frame_of_the_deck_is_live(context, plain_server, deck_site):
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    address = plain_server(deck_site)
    page.goto(address + "deck/")
    assert page.locator(".slide").count() == len(frames()) + 1
    assert page.locator("iframe").count() == len(frames())
    for name, size in frames().items():
        page.keyboard.press("ArrowRight")
        frame = page.locator(".slide.current iframe")
        expect(frame).to_have_attribute("title", name)
        html = frame.content_frame.locator("html")
        expect(html).to_have_attribute("data-stage", re.compile("live|failed"), timeout=BOOT)
        stage, said = html.get_attribute("data-stage"), html.locator("#message").inner_text()
        assert stage == "live", f"{name}: {said}"
        got = frame.evaluate("(frame) => [frame.clientWidth, frame.clientHeight]")
        assert got == pytest.approx(size, rel=0.1)  # as it asks for, or as much as the slide has
        expect(frame.content_frame.locator("#summary")).not_to_be_empty()
    # What the user types runs apart: image-math has an interpreter of its own, all others share one.
    scripts = [url for url in asked if "kernel/worker.js" in url]
    targets = page.context.new_cdp_session(page).send("Target.getTargets")["targetInfos"]
    workers = [target["type"] for target in targets if target["url"].startswith(address)]
    assert workers.count("shared_worker") == 1
    assert len(scripts) <= 2
