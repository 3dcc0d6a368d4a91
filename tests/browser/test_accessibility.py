"""axe finds nothing to object to: gallery, demos, panels, a slide; light and dark, and own colours."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from browser.opened import BOOT, Opened
from browser.shared import Share
from browser.test_images import STACK, tiff
from livedemo import discovery
from sitebuild import ROOT

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
pytestmark = pytest.mark.parametrize("theme", ["light", "dark"])


@pytest.fixture(scope="module")
def lenient_context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser that lets the test put axe into the page, which the page's own policy rightly forbids."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    Opened(context.new_page(), address).go("thresholding")
    yield context
    context.close()


@pytest.fixture
def page(lenient_context: BrowserContext, faults) -> Iterator[Page]:
    faults.watch(lenient_context)
    opened = lenient_context.new_page()
    yield opened
    opened.close()
    faults.unwatch(lenient_context)


def violations(page: Page | Frame) -> list[tuple[str, list[str]]]:
    """Rules that a document does not keep, and where; frames in it are left out."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run({ iframes: false })")["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def test_gallery(page, address, theme):
    page.goto(f"{address}?theme={theme}")
    assert violations(page) == []


@pytest.mark.parametrize("query", ["?", "?embed&"], ids=["page", "frame"])
@pytest.mark.parametrize("name", discovery.names())
def test_demo(page, address, name, query, theme):
    Opened(page, address).go(name, f"{query}theme={theme}")
    assert violations(page) == []


@pytest.mark.scikit_image
def test_theme_of_the_system(page, address, theme):
    page.emulate_media(color_scheme=theme)
    Opened(page, address).go("connected-components")
    expect(page.locator("html")).to_have_css("color-scheme", theme)
    assert violations(page) == []


def test_every_kind_of_control(page, probes, theme):
    Opened(page, probes).go("every-control", f"?theme={theme}#mode=turned")
    assert violations(page) == []


PANELS = sorted(path.stem for path in (ROOT / "web/demo/panels").glob("*.js"))


@pytest.mark.parametrize("name", PANELS)
def test_panels(page, probes, name, theme):
    """Each that a page has, as it opens."""
    Opened(page, probes).go("every-control", f"?theme={theme}")
    page.locator(f"header [data-opens={name}]").click()
    expect(page.locator(f"#{name}-panel")).to_be_visible()
    assert violations(page) == []


@pytest.mark.scikit_image
def test_data_of_a_plot_and_settings(page, address, theme):
    Opened(page, address).go("interpolation-sampling", f"?theme={theme}")
    page.get_by_role("button", name="Settings").click()
    expect(page.locator("#settings-panel")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("header [data-opens=data]").click()
    page.locator("#data-panel").get_by_label("Figure").select_option(label="Profile")
    expect(page.locator("#data-panel tbody tr").first).to_be_visible()
    assert violations(page) == []


def test_an_own_image(page, address, theme):
    demo = Opened(page, address).go("thresholding", f"?theme={theme}")
    file = {"name": "stack.tif", "mimeType": "image/tiff", "buffer": tiff(STACK, photometric="minisblack")}
    demo.control("image").locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("button", name="Forget")).to_be_visible()
    assert violations(page) == []


def test_a_persons_own_colours(page, probes, theme):
    page.emulate_media(color_scheme=theme, forced_colors="active")
    Opened(page, probes).go("every-control", "#mode=turned&negative=1")
    assert violations(page) == []


@pytest.mark.scikit_image
def test_share(page, address, theme):
    share = Share(Opened(page, address).go("connected-components", f"?theme={theme}")).open()
    for tool in share.panel.locator("summary").all():
        tool.click()
    assert violations(page) == []


def test_a_page_with_a_message(page, address, theme):
    demo = Opened(page, address).go("thresholding", f"?theme={theme}#level=high")
    expect(demo.status).to_contain_text("is not a number")
    assert violations(page) == []


def test_a_page_that_has_failed(page, own_server, theme):
    page.add_init_script("delete globalThis.WebAssembly;")
    Opened(page, own_server.url).go("raises", f"?theme={theme}", stage="failed")
    assert violations(page) == []


@pytest.mark.scikit_image
def test_a_slide_with_a_demo(page, address, theme):
    page.goto(address + "deck/")
    slide = page.evaluate("() => document.querySelector('iframe').closest('section').id")
    page.goto(f"{address}deck/?theme={theme}#{slide}")
    shown = page.locator(".slide.current iframe")
    expect(shown.content_frame.locator("html")).to_have_attribute("data-stage", "live", timeout=BOOT)
    assert violations(page) == []
    assert violations(shown.element_handle().content_frame()) == []


def test_code_panel(page, address, theme):
    """Code to be read, then the editor, and an error in it."""
    Opened(page, address).go("thresholding", f"?theme={theme}")
    page.get_by_role("button", name="Code", exact=True).click()
    page.locator("details", has_text="otsu_threshold").locator("summary").click()
    expect(page.locator("details[open] pre")).to_contain_text("def otsu_threshold")
    assert violations(page) == []
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("textbox", name="Code of this page").fill("compute = # nothing\n")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".cm-wrong")).to_be_visible(timeout=BOOT)
    assert violations(page) == []
