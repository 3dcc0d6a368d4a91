"""Ten minutes of random use over all demos: nothing may fail, and memory has to level off."""

from __future__ import annotations

import random
import sys
import time

from browsing import chromium, fresh_profile, wait_for
from counting import serving
from memory import TabMemory
from playwright.sync_api import BrowserContext, Page, Playwright
from rows import Row

from livedemo import discovery
from sitebuild import ROOT

MINUTES = 10
#: Random actions in a minute.
PACE = 200
#: So often each demo is opened; how much more memory than the first time they may take at most.
ROUNDS, LEVEL = 2, 0.1
_SEED = 7

# Does one thing that a person can do to the controls of a demo, chosen by two numbers from 0 to 1; says what.
_ACT = """([which, how]) => {
  const places = "#controls input, #controls select, #try select, #undo, #reset";
  const controls = [...document.querySelectorAll(places)]
    .filter((element) => element.checkVisibility() && !element.disabled && element.type !== "file");
  const element = controls[Math.floor(which * controls.length)];
  if (!element) return "nothing";
  const tell = (kind) => element.dispatchEvent(new Event(kind, { bubbles: true }));
  if (element.tagName === "SELECT") {
    element.selectedIndex = Math.floor(how * element.options.length);
    tell("change");
  } else if (element.type === "range") {
    element.value = String(Number(element.min) + how * (element.max - element.min));
    tell("input");
    tell("change");
  } else {
    element.click();
  }
  return element.id || element.type || element.tagName;
}"""


def use(playwright: Playwright) -> list[Row]:
    """Open one demo after the other in one tab and do random things in each."""
    with serving(ROOT / "dist") as site, fresh_profile() as profile, chromium(playwright, profile) as context:
        return used(context, site.url, MINUTES)


def used(context: BrowserContext, address: str, minutes: float, where: str = "") -> list[Row]:
    """Return what ten minutes of random use did; `where` is added to the names of the rows."""
    chance = random.Random(_SEED)
    page, tab = context.new_page(), TabMemory(context.browser)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    names = discovery.names() * ROUNDS
    memory, actions, begun = [], 0, time.monotonic()
    for turn, name in enumerate(names):
        page.goto(f"{address}demos/{name}/")
        wait_for(page, "live")
        end = begun + 60 * minutes * (turn + 1) / len(names)
        while time.monotonic() < end:
            page.evaluate(_ACT, [chance.random(), chance.random()])
            actions += 1
            page.wait_for_timeout(max(0, 1000 * (begun + 60 * actions / PACE - time.monotonic())))
        troubles += _failure(page)
        memory.append(tab.mb())
        print(f"  {name}: {actions} actions, {memory[-1]:.0f} MB, {len(troubles)} errors", file=sys.stderr)
    half = len(memory) // ROUNDS
    growth = max(memory[half:]) / max(memory[:half])
    note = f"{actions} actions in {(time.monotonic() - begun) / 60:.1f} minutes; MB after each demo: "
    what = f"random use of all demos{where}"
    return [Row(f"{what}: errors", [len(troubles)], 0, "", note="; ".join(troubles[:3])),
            Row(f"{what}: memory at the end", [memory[-1]], None, "MB",
                note=note + " ".join(f"{value:.0f}" for value in memory)),
            Row(f"{what}: most memory the second time round / the first", [growth], 1 + LEVEL, "")]


def _failure(page: Page) -> list[str]:
    stage, kind, status = page.evaluate("""() => [document.documentElement.dataset.stage,
      document.getElementById("status").dataset.kind, document.getElementById("message").textContent]""")
    return [f"{page.url}: {status}"] if stage == "failed" or kind == "error" else []
