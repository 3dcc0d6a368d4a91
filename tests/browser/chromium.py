"""How Chromium is started for tests."""

import os
import shutil
from collections.abc import Sequence
from functools import partial
from typing import Any

#: Two tries fit into the time that a test has.
_PATIENCE_MS = 80_000

CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=AutofillServerCommunication",  # else it asks its maker about every form
)

#: As above, with WebGPU on a software adapter.
WEBGPU_ARGS = (*CHROMIUM_ARGS, "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader")


def chromium_path() -> str | None:
    """Return the path that `sitebuild.browsers` has chosen, or that of what is installed."""
    return os.environ.get("LIVEDEMO_CHROMIUM") or shutil.which("chromium")


def launch(playwright: Any, args: Sequence[str] = CHROMIUM_ARGS) -> Any:
    """Start Chromium; once more if it does not answer.

    The first start on a machine may have to read hundreds of megabytes from a slow disk, and has been seen to
    hang there; the error of the second try carries what the browser wrote.
    """
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    start = partial(playwright.chromium.launch, executable_path=chromium_path(), args=list(args),
                    timeout=_PATIENCE_MS)
    try:
        return start()
    except PlaywrightTimeout as error:
        print(f"Chromium did not start within {_PATIENCE_MS / 1000:.0f} s; starting it anew\n{error}")
        return start()
