"""The site's scripts, bundled by esbuild: each entry point in one file with all that it imports."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sitebuild import ROOT, BuildError

SCRIPT = ROOT / "web/tools/bundle_scripts.mjs"
#: Source maps name sources relative to where they are written: it is as far from them on every machine.
WORKSHOP = ROOT / ".cache/scripts"


def bundle(manifest: str) -> dict[str, bytes]:
    """Return the scripts and their source maps by path in the site.

    Parameters
    ----------
    manifest : str
        JSON of what the worker downloads; it becomes a part of the worker's scripts.

    Raises
    ------
    BuildError
        If there is no Node, or a script cannot be read; the message names file and line.
    """
    return _bundle("pages", manifest)


def bokeh(models: Iterable[str]) -> dict[str, bytes]:
    """Return BokehJS by path in the site.

    Parameters
    ----------
    models : iterable of str
        Names of the Bokeh models that it must have besides those that pages make.

    Raises
    ------
    BuildError
        As from `bundle`, and if there is no such model.
    """
    return _bundle("figures", json.dumps(sorted(models)))


def service_worker(shell: str) -> bytes:
    """Return the service worker's script.

    Parameters
    ----------
    shell : str
        JSON of what it precaches: a list of ``{"url", "revision"}``.

    Raises
    ------
    BuildError
        As from `bundle`.
    """
    return _bundle("service-worker", shell)["sw.js"]


def _bundle(what: str, data: str) -> dict[str, bytes]:
    node = shutil.which("node")
    if node is None:
        raise BuildError("node was not found on PATH: it is needed to bundle the site's scripts")
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORKSHOP) as name:
        folder = Path(name)
        done = subprocess.run([node, str(SCRIPT), what, str(folder)], input=data, text=True, encoding="utf-8",
                              capture_output=True, check=False)
        if done.returncode:
            raise BuildError(f"The scripts could not be bundled:\n{done.stderr.strip()}")
        return {path.relative_to(folder).as_posix(): path.read_bytes()
                for path in sorted(folder.rglob("*")) if path.is_file()}
