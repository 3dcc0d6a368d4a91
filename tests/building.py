"""Where tests keep the sites they build, and how they build them beside Playwright."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from filelock import FileLock

from sitebuild import ROOT, site
from sitebuild.options import Options

#: Sites that tests have built, kept for the next run.
CACHE = ROOT / ".cache/test-site"


def aside(function: Callable, *arguments):
    """Call a function that starts an event loop; in this thread that of Playwright's sync API runs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result()


def built_site(name: str = "own", **options: Path) -> Path:
    """Build a site, unless it is there already, and return its folder; other processes wait meanwhile."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        return aside(site.build, Options(out=CACHE / name, **options))
