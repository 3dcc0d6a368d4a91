"""A slow processor for a browser: CDP's own slows the main thread of pages only, so the system does it."""

from __future__ import annotations

import os
import signal
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Page

#: Seconds that the browser runs at a time.
SLICE = 0.02
#: How often the effect is measured.
ROUNDS = 3


def can_slow() -> bool:
    """Whether this system can stop and continue processes."""
    return hasattr(os, "killpg")


@contextmanager
def slowed(context: BrowserContext, factor: float) -> Iterator[None]:
    """Let every process and thread of a browser run for one part in `factor` of the time.

    All of them are stopped, and continued, together, so what ran side by side still does. What
    comes late is made up for, so that the shares are right in sum. The server is not slowed.

    These are shares of the time on the clock. What a thread gets in them is the system's choice: with other
    programs running, workers ran up to four times as slow as pages. `factors` measures it.
    """
    group = os.getpgid(_process(context))
    if group == os.getpgrp():
        raise RuntimeError("the browser is in the bench's own group of processes")
    ended = threading.Event()

    def alternate() -> None:
        ran = stopped = 0.0
        since = time.perf_counter()
        try:
            while not ended.is_set():
                time.sleep(max(SLICE, stopped / (factor - 1) - ran))
                os.killpg(group, signal.SIGSTOP)
                try:
                    until = time.perf_counter()
                    ran += until - since
                    time.sleep(max(0, (factor - 1) * ran - stopped))
                finally:
                    since = time.perf_counter()  # before: what it wakes may take the processor
                    os.killpg(group, signal.SIGCONT)
                stopped += since - until
        except ProcessLookupError:  # the browser has ended, and who drives it says so
            return

    thread = threading.Thread(target=alternate, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def factors(context: BrowserContext, page: Page, factor: float) -> dict[str, float]:
    """Return how many times as long a loop takes in a slowed browser: on a page and in workers.

    Parameters
    ----------
    context : BrowserContext
        The browser.
    page : Page
        An open page of `plain_site`.
    factor : float
        What `slowed` is to do.
    """
    measure = "async () => (await import('./speed.js')).measure()"
    ratios = defaultdict(list)
    for _ in range(ROUNDS):
        free = page.evaluate(measure)
        with slowed(context, factor):
            slow = page.evaluate(measure)
        for where in free:
            ratios[where].append(slow[where] / free[where])
    return {where: statistics.median(values) for where, values in ratios.items()}


def _process(context: BrowserContext) -> int:
    session = context.browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(process["id"] for process in processes if process["type"] == "browser")
