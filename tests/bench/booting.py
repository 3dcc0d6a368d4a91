"""How soon Python is live, beside a plain boot of Pyodide: first visits, second ones, slow machines."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from boots import DEMOS, TARGETS, Boot, files_note, phases_note, read_boot, wait_kept
from browsing import chromium, fresh_profile, open_page
from counting import serving, slow_line
from memory import TabMemory
from plain import plain_site
from playwright.sync_api import BrowserContext, Page, Playwright
from reloading import reloads
from rows import Row
from slowing import can_slow, slowed

from sitebuild import ROOT
from sitebuild.server import Server

REPEATS = 5
#: The plain boot is slow, above all on slow machines: it is measured in every other round.
PLAIN_EACH = 2
RATE, DELAY = 10e6 / 8, 0.04
SLOWER = 4


@dataclass
class _Visits:
    """What one page's boots were, by the names of `TARGETS`."""

    boots: dict[str, list[Boot]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    kept: Counter = field(default_factory=Counter)

    def values(self, kind: str) -> list[float]:
        if kind == "bytes":  # on the slow line, little else is sent before it is seen that the page is live
            return [boot.megabytes for boot in self.boots["line"]]
        return [boot.seconds for boot in self.boots[kind]]


def boot(playwright: Playwright) -> list[Row]:
    """Time each demo and the plain boot of the same packages in turn; then look at the memory."""
    with plain_site() as folder, serving(ROOT / "dist", {"plain/": folder}) as site:
        bench = _Bench(playwright, site)
        bench.prepare()
        for number in range(REPEATS):
            print(f"  round {number + 1} of {REPEATS}", file=sys.stderr, flush=True)
            for package in DEMOS:
                bench.visit(bench.ours(package))
                if number % PLAIN_EACH == 0:
                    bench.visit(bench.plain(package))
        rows = [_row(bench, kind, package) for kind in TARGETS for package in DEMOS
                if bench.visits[bench.ours(package)].values(kind)]
        return [*rows, *_memory_rows(bench), *reloads(playwright, bench.ours("scikit-image"))]


class _Bench:
    """Boots pages of a site."""

    def __init__(self, playwright: Playwright, site: Server) -> None:
        self._playwright, self._site = playwright, site
        self.visits = {url(package): _Visits() for package in DEMOS for url in (self.ours, self.plain)}

    def ours(self, package: str) -> str:
        """The address of our demo."""
        return f"{self._site.url}demos/{DEMOS[package]}/"

    def plain(self, package: str) -> str:
        """The address of the plain boot."""
        return f"{self._site.url}plain/?{package}"

    def prepare(self) -> None:
        """Have the server and the system read everything once."""
        with fresh_profile() as profile, chromium(self._playwright, profile) as context:
            for url in self.visits:
                open_page(context, url).close()

    def visit(self, url: str) -> None:
        """Boot a page cold, again in the same profile, on the slow line and with a slow processor."""
        visits = self.visits[url]
        with fresh_profile() as profile:
            with chromium(self._playwright, profile) as context:
                tab = TabMemory(context.browser)
                page = self._boot(context, url, "cold")
                visits.memory["cold"].append(tab.mb())
                visits.kept[wait_kept(page)] += 1
            with chromium(self._playwright, profile) as context:
                tab = TabMemory(context.browser)
                self._boot(context, url, "again")
                visits.memory["again"].append(tab.mb())
        with (fresh_profile() as profile, chromium(self._playwright, profile) as context,
              slow_line(self._site, RATE, DELAY)):
            self._boot(context, url, "line")
        if can_slow():
            with (fresh_profile() as profile, chromium(self._playwright, profile) as context,
                  slowed(context, SLOWER)):
                self._boot(context, url, "cpu")

    def _boot(self, context: BrowserContext, url: str, kind: str) -> Page:
        self._site.sent.clear()
        page = open_page(context, url)
        self.visits[url].boots[kind].append(read_boot(page, self._site.sent))
        return page


def _row(bench: _Bench, kind: str, package: str) -> Row:
    target, visits, plain = TARGETS[kind], *(bench.visits[url(package)] for url in (bench.ours, bench.plain))
    notes = [files_note(visits.boots["line"]) if kind == "bytes" else phases_note(visits.boots[kind])]
    if kind == "again":
        words = ", ".join(f"{word} {count}×" for word, count in visits.kept.items() if word)
        notes.append(f"snapshot kept: {words}" if words else "the page tells of no snapshot")
    notes.append(phases_note(plain.boots[kind]))
    return Row(f"{DEMOS[package]} ({package}): {target.what}", visits.values(kind), target.most[package],
               target.unit, note="; ".join(filter(None, notes)), plain=plain.values(kind))


def _memory_rows(bench: _Bench) -> list[Row]:
    ours, plain = (bench.visits[url("scikit-image")].memory for url in (bench.ours, bench.plain))
    return [Row(f"memory, {DEMOS['scikit-image']} live, {what}", ours[kind], None, "MB", plain=plain[kind])
            for kind, what in (("cold", "cold"), ("again", "second visit"))]
