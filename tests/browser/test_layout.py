"""Pages on a screen, a tablet, a phone and in the frames of slides: nothing scrolls, is cut off or tiny."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from browser.opened import BOOT, Opened
from browser.shared import MEASURE
from decks import frames
from livedemo import discovery

SCREEN, TABLET, PHONE = (1280, 720), (820, 1180), (390, 844)
#: A screen on which the page is enlarged by half.
ENLARGED = (853, 480)
SMALL_FRAMES = ((560, 450), (550, 625))
#: The frames that slides give a demo: those of the inspiring deck, and others.
FRAMES = {name: [size] for name, size in frames().items()} | {
    "stem-moire": [(1350, 750)], "transform-nonuniform": [(600, 600)], "thin-lens": [(600, 600)],
    "camera-rays": [(600, 600)]}
#: Demos whose controls are so few that none of these frames scrolls.
NOTHING_SCROLLS = ("fourier-filtering", "thresholding", "connected-components")
for name in NOTHING_SCROLLS:
    FRAMES[name].append((1150, 550))
every_demo = pytest.mark.parametrize("name", discovery.names())


def out_of_place(page: Page | Frame, full: str = "") -> list[str]:
    """What is wrong with the layout; `full` is "page" where it may not scroll, "all" where nothing may."""
    return page.evaluate(MEASURE, full)


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


@pytest.fixture(scope="module")
def phone_context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A phone on which Python runs already."""
    width, height = PHONE
    context = chromium.new_context(viewport={"width": width, "height": height}, device_scale_factor=2,
                                   is_mobile=True, has_touch=True, reduced_motion="reduce")
    Opened(context.new_page(), address).go("thresholding")
    yield context
    context.close()


@pytest.fixture
def phone(phone_context: BrowserContext, address: str, faults) -> Iterator[Opened]:
    faults.watch(phone_context)
    page = phone_context.new_page()
    yield Opened(page, address)
    page.close()
    faults.unwatch(phone_context)


@pytest.mark.parametrize("size", [SCREEN, TABLET, ENLARGED])
def test_gallery(demo, size):
    resize(demo.page, size)
    demo.page.goto(demo.address)
    assert out_of_place(demo.page) == []


@every_demo
def test_page(demo, name):
    demo.go(name)
    for size in (SCREEN, TABLET, ENLARGED):
        resize(demo.page, size)
        assert out_of_place(demo.page) == [], size


def test_gallery_on_a_phone(phone):
    phone.page.goto(phone.address)
    assert out_of_place(phone.page) == []


@every_demo
def test_page_on_a_phone(phone, name):
    phone.go(name)
    assert out_of_place(phone.page) == []
    assert phone.page.locator("#figures").evaluate("figures => figures.scrollLeft") == 0  # the first one


@every_demo
def test_frames_of_slides(demo, name):
    demo.go(name, "?embed")
    for size in FRAMES.get(name, []):
        resize(demo.page, size)
        assert out_of_place(demo.page, full="all" if name in NOTHING_SCROLLS else "page") == [], size
    for size in SMALL_FRAMES:
        resize(demo.page, size)
        assert out_of_place(demo.page) == [], size


def test_every_state_of_the_controls_fits_a_frame(demo):
    """What a choice shows and hides, and values with more digits than the first, need no more room."""
    resize(demo.page, (1150, 550))
    demo.go("fourier-filtering", "?embed")
    for mode in ("Band-pass", "High-pass", "Low-pass"):
        demo.page.get_by_label(mode).check()
        expect(demo.summary).to_contain_text(mode)
        assert out_of_place(demo.page, full="all") == [], mode


@pytest.mark.scikit_image
def test_figures_follow_the_window(demo):
    demo.go("connected-components")
    for size in (SCREEN, TABLET, PHONE, ENLARGED, SCREEN):
        resize(demo.page, size)
        assert out_of_place(demo.page) == [], size


@pytest.mark.scikit_image
def test_demos_in_the_deck(demo):
    """Every demo of our own deck is live in its slide, and fits."""
    page = demo.page
    page.goto(demo.address + "deck/")
    slides = page.evaluate("[...document.querySelectorAll('iframe')].map((f) => f.closest('section').id)")
    assert len(slides) >= 3
    for slide in slides:
        page.goto(f"{demo.address}deck/#{slide}")
        shown = page.locator(".slide.current iframe")
        expect(shown).to_be_in_viewport(ratio=0.99)
        expect(shown.content_frame.locator("html")).to_have_attribute("data-stage", "live", timeout=BOOT)
        frame = shown.element_handle().content_frame()
        assert out_of_place(frame, full="page") == [], f"slide {slide}"
