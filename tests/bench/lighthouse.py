"""What Lighthouse says of the pages: scores on the desktop that it plays, and speed on its slow phone.

Its phone is four times slower than the machine: what BokehJS takes to draw counts there like nothing else, so
that score is only told.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from counting import serving
from playwright.sync_api import Playwright
from rows import Row

from browser.chromium import CHROMIUM_ARGS, chromium_path
from sitebuild import ROOT, BuildError

COMMAND = ROOT / "web/node_modules/lighthouse/cli/index.js"
PAGES = {"gallery": "", "demo": "demos/thresholding/", "deck": "deck/"}
#: The least score of each category, of 100.
BUDGETS = {"performance": 90, "accessibility": 100, "best-practices": 100}
#: The score for speed differs from run to run.
REPEATS = 3
MOST_SECONDS = 180


def scores(_: Playwright, site: Path = ROOT / "dist") -> list[Row]:
    """Have Lighthouse look at the gallery, at a demo and at the deck's first slide."""
    rows = []
    with serving(site) as server:
        for page, path in PAGES.items():
            url = f"{server.url}{path}"
            desktop, phone = ([_report(url, *options) for _ in range(REPEATS)]
                              for options in (("--preset=desktop",), ()))
            rows += [_row(f"Lighthouse, {page}: {category}", desktop, category, budget)
                     for category, budget in BUDGETS.items()]
            rows.append(_row(f"Lighthouse, {page} on a phone: performance", phone, "performance", None))
    return rows


def _row(what: str, reports: list[dict[str, Any]], category: str, budget: float | None) -> Row:
    values = [100 * report["categories"][category]["score"] for report in reports]
    return Row(what, values, budget, "", note=_note(reports[-1], category), least=True)


def _report(url: str, *options: str) -> dict[str, Any]:
    flags = " ".join(("--headless=new", *CHROMIUM_ARGS))
    command = [shutil.which("node") or "node", str(COMMAND), url, "--output=json", "--quiet",
               f"--only-categories={','.join(BUDGETS)}", f"--chrome-flags={flags}",
               "--no-enable-error-reporting", *options]
    variables = {**os.environ, "CHROME_PATH": chromium_path() or ""}
    done = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=MOST_SECONDS,
                          check=False)
    if done.returncode:
        raise BuildError(f"Lighthouse could not look at {url}:\n{done.stderr.strip()[-2000:]}")
    report = json.loads(done.stdout)
    if error := report.get("runtimeError"):
        raise BuildError(f"Lighthouse could not look at {url}: {error['message']}")
    return report


def _note(report: dict[str, Any], category: str) -> str:
    """Return what costs points."""
    audits = [report["audits"][reference["id"]] for reference in report["categories"][category]["auditRefs"]
              if reference["weight"]]
    poor = [audit for audit in audits if audit["score"] is not None and audit["score"] < 0.9]
    told = [f"{audit['title']} ({audit['displayValue']})" if "displayValue" in audit else audit["title"]
            for audit in poor]
    return "; ".join(told).replace("\xa0", " ")
