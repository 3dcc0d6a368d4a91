"""How much is downloaded and how long it takes until there is a figure, and until Python answers."""

from __future__ import annotations

import statistics
from collections import defaultdict
from pathlib import Path

from browsing import asked_elsewhere, chromium, fresh_profile, mark, open_page
from counting import PYTHON, serving
from playwright.sync_api import Playwright
from rows import Row

from sitebuild import ROOT

#: Compressed megabytes until each demo is live, by the heaviest package it needs.
LIVE_BUDGET = {"thresholding": 20, "fourier-filtering": 20, "connected-components": 24}
REPEATS = 5


def bytes_and_origins(playwright: Playwright) -> list[Row]:
    """Count what an empty browser downloads for each demo, and what it asks other hosts for."""
    rows, asked = [], []
    for demo, budget in LIVE_BUDGET.items():
        with serving(ROOT / "dist") as site, fresh_profile() as profile:
            log = Path(profile) / "network.json"
            with chromium(playwright, profile, log) as context:
                open_page(context, f"{site.url}demos/{demo}/")
            asked += asked_elsewhere(log, site.url)
        first = sum(size for path, size in site.sent.items() if not path.startswith(PYTHON))
        largest = ", ".join(f"{Path(path).name.partition('-')[0]} {size / 1e6:.1f}"
                            for path, size in site.sent.most_common(5))
        rows.append(Row(f"{demo}: bytes to the first figure", [first / 1e3], 700, "kB"))
        rows.append(Row(f"{demo}: bytes to live", [site.sent.total() / 1e6], budget, "MB", note=largest))
    note = ", ".join(sorted(set(asked)))
    return [*rows, Row("requests to other origins", [len(asked)], 0, "", note=note)]


def start(playwright: Playwright) -> list[Row]:
    """Time the first figure and the first answer: cold, on the second visit, and beside another demo."""
    times = defaultdict(list)
    with serving(ROOT / "dist") as site:
        site_of = f"{site.url}demos/{{}}/".format
        with fresh_profile() as profile, chromium(playwright, profile) as context:
            for demo in LIVE_BUDGET:  # the server compresses each file once
                open_page(context, site_of(demo)).close()
        for _ in range(REPEATS):
            for demo in LIVE_BUDGET:
                with fresh_profile() as profile:
                    with chromium(playwright, profile) as context:
                        page = open_page(context, site_of(demo))
                        times[demo, "painted"].append(mark(page, "painted"))
                        times[demo, "live"].append(mark(page, "live"))
                        other = "thresholding" if demo == "fourier-filtering" else "fourier-filtering"
                        page = open_page(context, site_of(other))
                        times[other, "beside"].append(mark(page, "live"))
                        times[other, "beside painted"].append(mark(page, "painted"))
                    with chromium(playwright, profile) as context:
                        times[demo, "again"].append(mark(open_page(context, site_of(demo)), "live"))
    budgets = {"painted": ("first figure painted, cold", 1.0), "live": ("live, cold", 6.0),
               "again": ("live, second visit", 4.0), "beside": ("live, another demo already open", 0.3)}
    rows = []
    for demo in LIVE_BUDGET:
        for kind, (what, budget) in budgets.items():
            if values := times[demo, kind]:
                painted = times[demo, f"{kind} painted"]
                note = f"figure painted after {statistics.median(painted):.2f} s" if painted else ""
                rows.append(Row(f"{demo}: {what}", values, budget, "s", note=note))
    return rows
