"""Figures of the deck, drawn when the site is built: from our samples, by our own algorithms.

Every module of this package whose name has no leading underscore is one figure: a docstring that says what it
shows, and a function ``draw()`` that returns a Matplotlib figure made by `illustrations.canvas.figure`.
``polar_unrolled.py`` is ``figures/polar-unrolled.svg`` of a slide, where its alternative text stands.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from illustrations import canvas

#: Modules that draw nothing themselves.
TOOLS = frozenset({"canvas"})


def names() -> list[str]:
    """Return the names of all figures, in alphabetical order."""
    return sorted(info.name.replace("_", "-") for info in iter_modules(__path__)
                  if info.name not in TOOLS and not info.name.startswith("_"))


def draw(name: str) -> str:
    """Return a figure as SVG; equal sources give equal text.

    Raises
    ------
    KeyError
        If there is no such figure.
    """
    if name not in names():
        raise KeyError(f"{name} is no figure: choose one of {', '.join(names())}")
    with canvas.styled():  # what a figure adds by itself, such as text, takes its looks when it is added
        made = import_module(f"illustrations.{name.replace('-', '_')}").draw()
    return canvas.svg(made)
