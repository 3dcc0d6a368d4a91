"""What tests of more than one kind need: the built site, and Playwright."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def apart() -> Callable:
    """What calls a function in a thread of its own, where it may start an event loop."""
    from building import aside

    return aside


@pytest.fixture(scope="session")
def built() -> Path:
    """The site, built into a folder that is kept for the next run."""
    from building import built_site

    return built_site()


@pytest.fixture(scope="session")
def playwright():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


class _Patient(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # by itself it refuses a busy browser's sixth connection


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def plain_server() -> Iterator[Callable[[Path], str]]:
    """Serve a folder with the standard library's server; returns the address."""
    servers = []

    def serve(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = _Patient(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
