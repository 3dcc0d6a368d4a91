"""How much is downloaded and how long it takes until there is a figure, and until a second demo is live."""

from __future__ import annotations

import statistics
from collections import defaultdict
from pathlib import Path

from boots import DEMOS
from browsing import asked_elsewhere, chromium, fresh_profile, mark, open_page
from counting import PYTHON, serving
from playwright.sync_api import Playwright
from rows import Row

from sitebuild import ROOT

REPEATS = 5


def bytes_and_origins(playwright: Playwright) -> list[Row]:
    """Count what an empty browser downloads for each demo's figure, and what it asks other hosts for."""
    rows, asked = [], []
    for demo in DEMOS.values():
        with serving(ROOT / "dist") as site, fresh_profile() as profile:
            log = Path(profile) / "network.json"
            with chromium(playwright, profile, log) as context:
                open_page(context, f"{site.url}demos/{demo}/")
            asked += asked_elsewhere(log, site.url)
        first = sum(size for path, size in site.sent.items() if not path.startswith(PYTHON))
        rows.append(Row(f"{demo}: bytes to the first figure", [first / 1e3], 700, "kB"))
    note = ", ".join(sorted(set(asked)))
    return [*rows, Row("requests to other origins", [len(asked)], 0, "", note=note)]


def start(playwright: Playwright) -> list[Row]:
    """Time the first figure, and the first answer beside another demo; `booting` times the first of all."""
    times = defaultdict(list)
    with serving(ROOT / "dist") as site:
        site_of = f"{site.url}demos/{{}}/".format
        with fresh_profile() as profile, chromium(playwright, profile) as context:
            for demo in DEMOS.values():  # the server compresses each file once
                open_page(context, site_of(demo)).close()
        for _ in range(REPEATS):
            for demo in DEMOS.values():
                with fresh_profile() as profile, chromium(playwright, profile) as context:
                    page = open_page(context, site_of(demo))
                    times[demo, "painted"].append(mark(page, "painted"))
                    other = "thresholding" if demo == "fourier-filtering" else "fourier-filtering"
                    page = open_page(context, site_of(other))
                    times[other, "beside"].append(mark(page, "live"))
                    times[other, "beside painted"].append(mark(page, "painted"))
    budgets = {"painted": ("first figure painted, cold", 1.0),
               "beside": ("live, another demo already open", 0.3)}
    rows = []
    for demo in DEMOS.values():
        for kind, (what, budget) in budgets.items():
            if values := times[demo, kind]:
                painted = times[demo, f"{kind} painted"]
                note = f"figure painted after {statistics.median(painted):.2f} s" if painted else ""
                rows.append(Row(f"{demo}: {what}", values, budget, "s", note=note))
    return rows
