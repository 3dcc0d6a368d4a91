"""The sites that tests open, where they are kept, and how they are built beside Playwright.

As a program it builds those named in its arguments: ``build.py test`` has that done before tests run, as
the first build takes longer than a test may.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from filelock import FileLock

from decks import SEVENTEEN
from sitebuild import ROOT, site
from sitebuild.options import Options

#: Sites that tests have built, kept for the next run.
CACHE = ROOT / ".cache/test-site"


def aside(function: Callable, *arguments):
    """Call a function that starts an event loop; in this thread that of Playwright's sync API runs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result()


#: Options of each.
SITES: dict[str, dict[str, Path]] = {
    "own": {},
    "with-test-demos": {"demos": ROOT / "tests/browser/demos"},
    "seventeen": {"deck": SEVENTEEN},
}


def built_site(name: str = "own") -> Path:
    """Build a site, unless it is there already, and return its folder; other processes wait meanwhile."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        return aside(site.build, Options(out=CACHE / name, **SITES[name]))


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        built_site(wanted)
