"""Measure the budgets: ``python build.py bench [NAME ...] [--json FILE]``, all of them without a name."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # for browser.chromium

from booting import boot  # noqa: E402
from chromebook import chromebook  # noqa: E402
from dragging import drag  # noqa: E402
from fourier import gpu  # noqa: E402
from lighthouse import scores  # noqa: E402
from loading import bytes_and_origins, start  # noqa: E402
from memory import memory  # noqa: E402
from paging import paging  # noqa: E402
from playwright.sync_api import Playwright, sync_playwright  # noqa: E402
from rows import Row, beside_plain, table  # noqa: E402
from using import use  # noqa: E402

from browser.chromium import chromium_path  # noqa: E402
from sitebuild import site  # noqa: E402
from sitebuild.options import Options  # noqa: E402

BENCHES = {"bytes": bytes_and_origins, "start": start, "boot": boot, "drag": drag, "memory": memory,
           "deck": paging, "use": use, "chromebook": chromebook, "gpu": gpu,
           "lighthouse": scores}


def machine(playwright: Playwright) -> str:
    """Return what the numbers depend on."""
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
    version = browser.version
    browser.close()
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {load}, Chromium {version}"


def main() -> int:
    """Print a table of what was measured beside its budget; return 1 if a budget is missed."""
    parser = argparse.ArgumentParser(prog="build.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(BENCHES)} (default: everything)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all measurements to FILE")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - BENCHES.keys():
        parser.error(f"{', '.join(unknown)}: expected {', '.join(BENCHES)}")
    site.build(Options())
    rows: list[Row] = []
    with sync_playwright() as playwright:
        where = machine(playwright)
        try:
            for name in arguments.names or BENCHES:
                print(f"Measuring: {name}", file=sys.stderr, flush=True)
                rows += BENCHES[name](playwright)
        finally:
            # Also what was measured before something failed.
            print(*filter(None, (where, table(rows), beside_plain(rows))), sep="\n\n")
    if arguments.json:
        content = {"machine": where, "rows": [row.describe() for row in rows]}
        arguments.json.write_text(json.dumps(content, indent=1))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
