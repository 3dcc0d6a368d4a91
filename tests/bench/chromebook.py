"""A school's Chromebook: a quarter of this processor, 10 Mbit/s with 40 ms, both at once."""

from __future__ import annotations

from collections import defaultdict

from booting import DELAY, RATE, SLOWER
from boots import DEMOS
from browsing import chromium, fresh_profile, mark, open_page
from counting import serving, slow_line
from playwright.sync_api import Playwright
from rows import Row
from slowing import can_slow, slowed
from using import MINUTES, used

from sitebuild import ROOT, BuildError

REPEATS = 3


def chromebook(playwright: Playwright) -> list[Row]:
    """Time first figure and Python for each kind of demo, then use all demos at random.

    Raises
    ------
    BuildError
        If this system does not let us slow a browser down.
    """
    if not can_slow():
        raise BuildError("this profile needs Linux's control groups, and leave to write to them")
    times = defaultdict(list)
    with serving(ROOT / "dist") as site:
        for _ in range(REPEATS):
            for package, demo in DEMOS.items():
                with (fresh_profile() as profile, chromium(playwright, profile) as context,
                      slowed(context, SLOWER), slow_line(site, RATE, DELAY)):
                    site.sent.clear()
                    page = open_page(context, f"{site.url}demos/{demo}/")
                    times[package, "first figure"].append(mark(page, "painted"))
                    times[package, "live"].append(mark(page, "live"))
                    times[package, "bytes"].append(sum(site.sent.values()) / 1e6)
        with fresh_profile() as profile, chromium(playwright, profile) as context, slowed(context, SLOWER):
            rows = used(context, site.url, MINUTES, " on a Chromebook")
    boots = [Row(f"Chromebook: {DEMOS[package]} ({package}): {what}", values, None,
                 "MB" if what == "bytes" else "s") for (package, what), values in times.items()]
    return boots + rows
