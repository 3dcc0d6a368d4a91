"""axe finds nothing to object to on the gallery and on every demo, light and dark."""

import pytest
from playwright.sync_api import Page

from browser.opened import Opened
from livedemo import discovery
from sitebuild import ROOT

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def context(chromium, address):
    """axe's source is put into the page as text, which the page's own policy rightly forbids."""
    opened = chromium.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    Opened(opened.new_page(), address).go("thresholding")
    yield opened
    opened.close()


@pytest.fixture
def page(context) -> Page:
    page = context.new_page()
    yield page
    page.close()


def violations(page: Page) -> list:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_gallery(page, address, theme):
    page.goto(f"{address}?theme={theme}")
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", discovery.names())
def test_demo(page, address, name, theme):
    Opened(page, address).go(name, f"?theme={theme}")
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_of_control(page, probes, theme):
    Opened(page, probes).go("every-control", f"?theme={theme}#mode=turned")
    assert violations(page) == []


def test_a_page_that_has_failed(page, own_server):
    page.add_init_script("delete globalThis.WebAssembly;")
    Opened(page, own_server.url).go("raises", stage="failed")
    assert violations(page) == []
