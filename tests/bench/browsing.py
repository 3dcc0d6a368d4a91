"""Chromium with a profile of its own, the marks that a page sets, and whom a site's pages and workers ask."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Frame, Page, Playwright

from browser.chromium import CHROMIUM_ARGS, chromium_path

SIZE = {"width": 1280, "height": 720}
#: Longest wait for Python, in ms.
BOOT = 300_000
#: How often it is looked how far a browser or page is, in s; what part of a processor a quiet one uses.
LOOK, IDLE = 0.25, 0.05


@contextmanager
def chromium(playwright: Playwright, profile: str, log: Path | None = None) -> Iterator[BrowserContext]:
    """Run Chromium on `profile`; with `log`, it writes down there what its network does."""
    arguments = [*CHROMIUM_ARGS, *([f"--log-net-log={log}"] if log else [])]
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=chromium_path(), args=arguments, viewport=SIZE)
    try:
        _settle(context)
        yield context
    finally:
        context.close()


def _settle(context: BrowserContext) -> None:
    """Wait until a browser has started: until then it competes with its first page for the processor."""
    session = context.browser.new_browser_cdp_session()
    before = used = 0.0
    while used == 0 or used - before > IDLE * LOOK:
        time.sleep(LOOK)
        before, used = used, sum(process["cpuTime"]
                                 for process in session.send("SystemInfo.getProcessInfo")["processInfo"])
    session.detach()


@contextmanager
def fresh_profile() -> Iterator[str]:
    """A folder for a profile without any history."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield folder


def open_page(context: BrowserContext, url: str, stage: str = "live") -> Page:
    """Open `url` in a new page and wait until it has reached a stage."""
    page = context.new_page()
    page.goto(url)
    wait_for(page, stage)
    return page


def wait_for(page: Page | Frame, stage: str) -> None:
    """Wait for a stage, or for its failure, which is an error.

    It is looked for in intervals: by itself Playwright has a page draw 60 frames a second meanwhile.
    """
    reaches = "stage => [stage, 'failed'].includes(document.documentElement.dataset.stage)"
    page.wait_for_function(reaches, arg=stage, timeout=BOOT, polling=1000 * LOOK)
    reached = page.evaluate("document.documentElement.dataset.stage")
    if reached != stage:
        raise RuntimeError(f"{page.url} has {reached}: {page.inner_text('#status')}")


def mark(page: Page, name: str) -> float:
    """Return when a mark was set, in seconds since the navigation began."""
    return page.evaluate("name => performance.getEntriesByName(name)[0].startTime", name) / 1000


def asked_elsewhere(log: Path, site: str) -> list[str]:
    """Return the addresses of other origins that pages and workers of a site have asked for.

    Parameters
    ----------
    log : Path
        What `chromium` wrote, once it has ended.
    site : str
        The site's address. What the browser asks on its own account has no such initiator.
    """
    content = json.loads(log.read_text("utf-8"))
    started = content["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    requests = [event["params"] for event in content["events"]
                if event["type"] == started and "url" in event.get("params", {})]
    ours = [request["url"] for request in requests if site.startswith(request.get("initiator", "-"))]
    if not ours:
        raise RuntimeError(f"{log.name} has no request of {site}: is the format of the log another?")
    return [url for url in ours if not url.startswith((site, "data:", "blob:"))]
