"""The built site, servers for it, and Chromium.

Every test fails on an error in the console, an uncaught error, or a request that leaves the origins of the
test; what it provokes on purpose it names in `faults.allowed`.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.chromium import launch
from browser.faults import FaultyServer
from browser.opened import Embedded, Opened
from browser.shared import Share
from building import built_site
from sitebuild import ROOT
from sitebuild.imports import packages
from sitebuild.site import WANTED

HERE = Path(__file__).parent
BASE = "/some/path/"
WIDE = {"width": 1280, "height": 720}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@functools.cache
def packages_of(demo: str) -> list[str]:
    """Return the packages that a demo imports."""
    return packages(demo, (ROOT / "py", HERE), frozenset(WANTED))


@pytest.fixture(autouse=True)
def _has_scikit_image(request: pytest.FixtureRequest) -> None:
    """Leave out what a site without scikit-image cannot show; test_failures.py has what it shows instead."""
    called = getattr(request.node, "callspec", None)
    name = (called.params.get("name") or called.params.get("demo")) if called else None
    if request.node.get_closest_marker("scikit_image") or (name and "scikit-image" in packages_of(name)):
        manifest = json.loads((request.getfixturevalue("built") / "kernel/manifest.json").read_text("utf-8"))
        if "scikit-image" not in manifest["packages"]:
            pytest.skip("the site was built without scikit-image, which was found nowhere")


@pytest.fixture(scope="session")
def built_with_test_demos(built: Path) -> Path:
    """The site with the demos of tests/browser/demos beside our own."""
    return built_site("with-test-demos")


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Address of the site, below a sub-path."""
    with FaultyServer(built, BASE) as server:
        yield server.url


@pytest.fixture(scope="session")
def probes(built_with_test_demos: Path) -> Iterator[str]:
    """Address of the site with the test demos."""
    with FaultyServer(built_with_test_demos, BASE) as server:
        yield server.url


@pytest.fixture
def own_server(built_with_test_demos: Path) -> Iterator[FaultyServer]:
    """A server of this test alone, hence an origin of its own: nothing is cached, no worker runs."""
    with FaultyServer(built_with_test_demos, BASE) as server:
        yield server


@pytest.fixture(scope="session")
def parent(plain_server) -> str:
    """Address of a page on another origin that embeds a demo."""
    return plain_server(HERE) + "parent.html"


@pytest.fixture(scope="session")
def chromium(playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@dataclass
class Faults:
    """What pages did that they must not do."""

    seen: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def unwatch(self, context: BrowserContext) -> None:
        context.remove_listener("console", self._console)
        context.remove_listener("weberror", self._error)
        context.remove_listener("request", self._request)

    def _console(self, message) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text} ({message.location['url']})")

    def _error(self, error) -> None:
        self.seen.append(f"uncaught: {error.error}")

    def _request(self, request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "http://site.localhost:", "data:", "blob:")):
            self.seen.append(f"request: {request.url}")

    def unexpected(self) -> list[str]:
        return [text for text in self.seen if not any(re.search(allowed, text) for allowed in self.allowed)]


@pytest.fixture
def faults() -> Iterator[Faults]:
    collected = Faults()
    yield collected
    assert collected.unexpected() == []


@pytest.fixture
def context_options() -> dict:
    """Options of the browser context, to be parametrised."""
    return {}


@pytest.fixture
def context(chromium: Browser, context_options: dict, faults: Faults) -> Iterator[BrowserContext]:
    """A browser that knows nothing: no cache, no worker, no storage."""
    fresh = chromium.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **context_options})
    faults.watch(fresh)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def warm_context(chromium: Browser, address: str, probes: str) -> Iterator[BrowserContext]:
    """A browser in which Python runs already, for both sites."""
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    for site_address, demo in ((address, "thresholding"), (probes, "every-control")):
        Opened(context.new_page(), site_address).go(demo)
    yield context
    context.close()


@pytest.fixture
def warm_page(warm_context: BrowserContext, faults: Faults) -> Iterator[Page]:
    """A new page in the browser in which Python runs already."""
    faults.watch(warm_context)
    page = warm_context.new_page()
    yield page
    page.evaluate("try { localStorage.clear() } catch { /* no storage to clear */ }")
    page.close()
    faults.unwatch(warm_context)


@pytest.fixture
def demo(warm_page: Page, address: str) -> Opened:
    """Opens our demos, with Python running already."""
    return Opened(warm_page, address)


@pytest.fixture
def probe(warm_page: Page, probes: str) -> Opened:
    """Opens the tests' demos, with Python running already."""
    return Opened(warm_page, probes)


@pytest.fixture
def every(probe: Opened) -> Opened:
    """The demo that has a control of every kind."""
    return probe.go("every-control")


@pytest.fixture
def embedded(warm_page: Page, parent: str) -> Embedded:
    """A page on another origin that embeds a demo, with Python running already."""
    return Embedded(warm_page, parent)


@pytest.fixture
def insider(warm_page: Page, address: str) -> Embedded:
    """A page on the site's own origin that embeds a demo: it may read what an own image gave."""
    here = address + "parent.html"
    warm_page.route(here, lambda route: route.fulfill(path=HERE / "parent.html"))
    return Embedded(warm_page, here)


@pytest.fixture
def share(demo: Opened) -> Share:
    """The Share panel of a demo whose state is not the first one."""
    return Share(demo.go("thresholding", "#level=0.3&invert=0")).open()
