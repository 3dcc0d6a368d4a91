"""How Chromium is started for tests."""

import os
import shutil
from collections.abc import Sequence
from typing import Any

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
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(args))
