"""The deck exported: a page for each slide, posters in place of demos, notes and links."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from pptx import Presentation

from browser.deck_pages import served
from browser.test_presenting import DECK, DEMOS
from sitebuild import exports

ADDRESS = "https://example.org/lesson"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """What a small deck becomes, by kind."""
    root = tmp_path_factory.mktemp("dist")
    (root / "talk.md").write_text(DECK)
    out = {kind: root / f"out/{kind}" for kind in ("pdf", "handout", "pptx")}
    # In a thread of its own: Playwright's other tests have an event loop in this one.
    with served(root, root / "talk.md", DEMOS), ThreadPoolExecutor(1) as thread:
        thread.submit(exports.export, root / "some/path", **out, address=ADDRESS).result()
    return {kind: path.read_bytes() for kind, path in out.items()}


def test_the_pdf_has_a_page_for_each_slide_and_links_to_the_site(exported):
    assert exported["pdf"].count(b"/Type /Page\n") == 7
    assert b"/URI (https://example.org/lesson/demos/thresholding/)" in exported["pdf"]


def test_the_handout_has_several_slides_on_an_upright_page(exported):
    assert 1 < exported["handout"].count(b"/Type /Page\n") < 7


def test_powerpoint_has_slides_notes_and_links(exported):
    slides = Presentation(io.BytesIO(exported["pptx"])).slides
    assert [slide.shapes[0].name for slide in slides] == [
        "A talk", "Contents", "Waves", "More waves", "First demo", "Second demo", "End"]
    assert slides[2].notes_slide.notes_text_frame.text == "An image is a sum of waves."
    links = [shape.click_action.hyperlink.address for shape in list(slides[4].shapes)[1:]]
    assert links == [f"{ADDRESS}/demos/thresholding/"]
