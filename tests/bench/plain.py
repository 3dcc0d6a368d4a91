"""What our boot stands beside: Pyodide as a usual page starts it, from the same server."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitebuild import supply
from sitebuild.compression import compressed
from sitebuild.lock import Lock

PAGES = Path(__file__).with_name("plain")
#: Compressed ahead, as the build does it for ours.
_COMPRESSED = ("pyodide.asm.wasm", "pyodide.asm.mjs")


@contextmanager
def plain_site() -> Iterator[Path]:
    """A folder with the page, its worker, Pyodide as npm has it, and the wheels as their sources have them.

    Pyodide's lock is its own, but for the wheels that may have other hashes or need fewer packages with us.
    """
    lock = Lock.read(supply.PYODIDE / supply.LOCK_NAME)
    wheels = [wheel for wheel in lock.wheels(("numpy", "scipy", "scikit-image"))
              if (supply.CACHE / wheel.file_name).is_file()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(PAGES, folder, dirs_exist_ok=True)
        pyodide = folder / "pyodide"
        pyodide.mkdir()
        for file in (*supply.CORE, supply.STANDARD_LIBRARY):
            shutil.copy2(supply.PYODIDE / file, pyodide)
        for file in _COMPRESSED:
            (pyodide / f"{file}.br").write_bytes(compressed(pyodide / file, ".br"))
        for wheel in wheels:
            shutil.copy2(supply.CACHE / wheel.file_name, pyodide)
        hashes = {wheel.name: supply.sha256(pyodide / wheel.file_name) for wheel in wheels}
        packages = lock.pyodide["packages"] | lock.shipped(hashes, wheels)["packages"]
        (pyodide / supply.LOCK_NAME).write_text(json.dumps({**lock.pyodide, "packages": packages}))
        yield folder
