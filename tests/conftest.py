"""What tests of more than one kind need: the built site, and Playwright."""

from __future__ import annotations

from collections.abc import Callable
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
