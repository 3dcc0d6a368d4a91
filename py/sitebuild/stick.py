"""The site as one archive for a USB stick, a course's file server, or any other place without our build."""

from __future__ import annotations

import zipfile
from pathlib import Path

from sitebuild.offline import WORKER, asked_for

FOLDER = "what-is-an-image"
HOW_TO = "START.txt"
_LINES = (
    "1. Open a terminal in this folder and run: python3 -m http.server (on Windows: py -m http.server); "
    "any other static file server will do as well.",
    "2. Open http://localhost:8000/ in a browser.",
)
_DATE = (1980, 1, 1, 0, 0, 0)
#: Wheels and pictures do not get smaller.
_STORED = (".whl", ".webp", ".png", ".woff2")


def write(site: Path, target: Path) -> Path:
    """Write a zip of a folder with the built site and two lines that say how to use it.

    Parameters
    ----------
    site : Path
        A built site.
    target : Path
        The zip; the same for the same site, byte by byte.

    Returns
    -------
    Path
        `target`.
    """
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, HOW_TO, "".join(f"{line}\n" for line in _LINES).encode())
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            if asked_for(name) or name == WORKER:
                _add(archive, name, path.read_bytes())
    return target


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(f"{FOLDER}/{name}", _DATE)
    kind = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
    archive.writestr(info, content, kind)
