"""Whether memory stays level while Python is started again and again in one browser."""

from __future__ import annotations

import statistics

from boots import wait_kept
from browsing import chromium, fresh_profile, open_page, wait_for
from memory import TabMemory
from playwright.sync_api import Page, Playwright
from rows import Row

RELOADS = 20
#: How much more memory the last `SOME` of them may take than the first, by medians: two differ by a tenth.
GROWTH, SOME = 1.1, 5
#: Longest wait for a worker to end, in ms.
ENDING = 10_000


def reloads(playwright: Playwright, url: str) -> list[Row]:
    """Open a page again and again, each time with a new interpreter, in a profile that has seen it."""
    used = []
    with fresh_profile() as profile:
        with chromium(playwright, profile) as context:
            kept = wait_kept(open_page(context, url))
        with chromium(playwright, profile) as context:
            session = context.browser.new_browser_cdp_session()
            page, tab = context.new_page(), TabMemory(context.browser)
            for _ in range(RELOADS):
                page.goto(url)
                wait_for(page, "live")
                used.append(tab.mb())
                _leave(page, session)
    what = f"memory over {RELOADS} reloads, each with a new interpreter"
    note = f"snapshot in the profile: {kept or 'the page does not tell'}"
    first, last = used[:SOME], used[-SOME:]
    return [Row(f"{what}: the first {SOME}", first, None, "MB", note=note),
            Row(f"{what}: most", [max(used)], None, "MB"),
            Row(f"{what}: the last {SOME}", last, GROWTH * statistics.median(first), "MB",
                note=", ".join(f"{value:.0f}" for value in used))]


def _leave(page: Page, session) -> None:
    """Leave the page, wait until its worker is gone, which outlives the page, and collect garbage.

    A browser with memory to spare collects late: without that, the next interpreters lie beside what is left
    of those before.
    """
    page.goto("about:blank")
    for target in _workers(session, "shared_worker"):
        session.send("Target.closeTarget", {"targetId": target["targetId"]})
    waited = 0
    while _workers(session, "shared_worker", "worker"):
        if waited > ENDING:
            raise RuntimeError("the worker outlives its page")
        page.wait_for_timeout(50)
        waited += 50
    of_page = page.context.new_cdp_session(page)
    of_page.send("HeapProfiler.collectGarbage")
    of_page.detach()


def _workers(session, *kinds: str) -> list[dict]:
    targets = session.send("Target.getTargets")["targetInfos"]
    return [target for target in targets if target["type"] in kinds]
