"""Our own deck: its sections put together, and the figures that they show drawn."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import illustrations
from sitebuild import ROOT

FOLDER = ROOT / "web/deck"
#: What a figure's look can depend on.
_SOURCES = ("illustrations", "imaging", "samples")
_CACHE = ROOT / ".cache/figures"
_FIGURE = re.compile(r"figures/([\w-]+)\.svg")


def sections(folder: Path = FOLDER) -> list[Path]:
    """Return the files of the sections, in order; the first begins with the front matter."""
    return sorted((folder / "slides").glob("*.md"))


def text(folder: Path = FOLDER) -> str:
    """Return the whole deck as one Marp Markdown text."""
    return "\n\n---\n\n".join(path.read_text("utf-8").strip() for path in sections(folder)) + "\n"


def assemble(target: Path, folder: Path = FOLDER) -> Path:
    """Write the deck and all that it shows into a folder, and return the path of its Markdown file.

    Parameters
    ----------
    target : Path
        Folder to write to; what was there goes.
    folder : Path
        Has the sections in ``slides/`` and drawings made by hand in ``figures/``; all other figures are drawn
        by `illustrations`.

    Raises
    ------
    KeyError
        If a slide shows a figure that nobody draws.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder / "figures", target / "figures")
    deck = target / "slides.md"
    deck.write_text(text(folder), "utf-8")
    for name in sorted(set(_FIGURE.findall(deck.read_text("utf-8")))):
        path = target / f"figures/{name}.svg"
        if not path.exists():
            path.write_text(_drawn(name), "utf-8")
    return deck


def _drawn(name: str) -> str:
    """Draw a figure, unless that was done before from the same sources."""
    kept = _CACHE / f"{name}-{_digest()}.svg"
    if not kept.exists():
        drawn = illustrations.draw(name)
        for old in _CACHE.glob(f"{name}-*.svg"):
            if re.fullmatch(rf"{re.escape(name)}-[0-9a-f]{{12}}\.svg", old.name):
                old.unlink()
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(drawn, "utf-8")
    return kept.read_text("utf-8")


def _digest() -> str:
    digest = hashlib.sha256()
    for package in _SOURCES:
        for path in sorted((ROOT / "py" / package).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
