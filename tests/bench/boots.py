"""How soon Python is to be live, and what a page that is live tells of its boot."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Page, TimeoutError

#: A demo for each of the packages that a boot may need.
DEMOS = {"numpy": "gamma-log", "scipy": "thresholding", "scikit-image": "complex-image"}
#: Longest wait for a page to say whether a snapshot was kept, in ms.
KEEPING = 20_000


@dataclass(frozen=True)
class Target:
    """One thing to measure, and the most that each demo may need.

    Parameters
    ----------
    what : str
        How the table calls it.
    unit : str
        ``"s"`` or ``"MB"``.
    most : mapping of str to float
        Budgets by package, as `DEMOS`.
    """

    what: str
    unit: str
    most: Mapping[str, float]


TARGETS = {
    "cold": Target("live, cold, localhost", "s", {"numpy": 1.8, "scipy": 2.6, "scikit-image": 3.2}),
    "again": Target("live, second visit", "s", {"numpy": 0.8, "scipy": 1.0, "scikit-image": 1.2}),
    "bytes": Target("bytes, brotli, until live", "MB", {"numpy": 6, "scipy": 9.5, "scikit-image": 11}),
    "line": Target("live, cold, 10 Mbit/s and 40 ms", "s", {"numpy": 6, "scipy": 9.5, "scikit-image": 11}),
    "cpu": Target("live, cold, CPU slowed 4 times", "s", {"numpy": 7, "scipy": 10, "scikit-image": 12}),
}


@dataclass(frozen=True)
class Boot:
    """One visit to a page until Python was live.

    Parameters
    ----------
    seconds : float
        From the start of the navigation.
    rung : str
        How Python came: ``"snapshot"``, ``"bundle"`` or ``"wheels"``; empty where the page does not tell.
    phases : mapping of str to float
        Milliseconds by phase.
    sent : mapping of str to int
        Bytes that the server had sent by then, by path.
    """

    seconds: float
    rung: str = ""
    phases: Mapping[str, float] = field(default_factory=dict)
    sent: Mapping[str, int] = field(default_factory=dict)

    @property
    def megabytes(self) -> float:
        """What the server had sent in all."""
        return sum(self.sent.values()) / 1e6


def read_boot(page: Page, sent: Mapping[str, int]) -> Boot:
    """Return what a live page tells; `sent` is copied."""
    sent = dict(sent)
    told = page.evaluate("""() => {
      const { startTime, detail } = performance.getEntriesByName("live")[0];
      return { startTime, rung: detail?.rung ?? "", phases: detail?.phases ?? {} };
    }""")
    return Boot(told["startTime"] / 1000, told["rung"], told["phases"], sent)


def wait_kept(page: Page) -> str:
    """Wait until a page has kept a snapshot or says that it will not; return its word, if it has any.

    Pages that do not name the rung of their boot know no snapshots.
    """
    if not page.evaluate("'rung' in document.documentElement.dataset"):
        return ""
    told = "() => ['yes', 'no'].includes(document.documentElement.dataset.kept)"
    try:
        page.wait_for_function(told, timeout=KEEPING)
    except TimeoutError:
        return "late"
    return page.evaluate("document.documentElement.dataset.kept")


def phases_note(boots: Sequence[Boot]) -> str:
    """Return how Python came, and the medians of the phases that the pages told, in milliseconds."""
    rungs = Counter(boot.rung for boot in boots if boot.rung)
    times = defaultdict(list)
    for boot in boots:
        for name, value in boot.phases.items():
            times[name].append(value)
    parts = [", ".join(rungs if len(rungs) == 1 else (f"{rung} {n}×" for rung, n in rungs.items()))]
    parts.append(", ".join(f"{name} {statistics.median(values):.0f}" for name, values in times.items()))
    return ": ".join(filter(None, parts)) + (" ms" if times else "")


def files_note(boots: Sequence[Boot], most: int = 5) -> str:
    """Return the largest files of the last boot, in MB."""
    largest = {path.rpartition("/")[2]: size for path, size in Counter(boots[-1].sent).most_common(most)}
    return ", ".join(f"{name.partition('-')[0]} {size / 1e6:.1f}" for name, size in largest.items())
