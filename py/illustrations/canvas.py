"""What all figures of the deck share: size in pixels of a slide, colours of the theme, light and dark.

The colours here are stand-ins, which `svg` replaces by the theme's variables: so one file fits a light and a
dark slide. Use them wherever a figure is not itself data; data have colour maps.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Okabe and Ito's colours, as web/deck/theme.css has them: (stand-in, variable, light, dark).
_COLOURS = (
    ("#010a01", "ink", "#14202b", "#e8edf2"), ("#020a02", "soft", "#52606d", "#a9b5c0"),
    ("#030a03", "line", "#b4bec8", "#4a5866"), ("#040a04", "paper", "#fbfcfd", "#10161c"),
    ("#050a05", "fill", "#dfe7ee", "#25303b"), ("#060a06", "blue", "#00629b", "#56b4e9"),
    ("#070a07", "orange", "#b34f00", "#f0a05a"), ("#080a08", "green", "#00795a", "#3fc39a"),
    ("#090a09", "purple", "#a1497f", "#d99abf"),
)
INK, SOFT, LINE, PAPER, FILL, BLUE, ORANGE, GREEN, PURPLE = (stand_in for stand_in, *_ in _COLOURS)
#: Smallest text on a slide that is shown at its own size, in pixels.
TEXT = 22

_SETTINGS = {
    "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"], "font.size": TEXT, "text.color": INK,
    "axes.edgecolor": SOFT, "axes.labelcolor": INK, "axes.titlecolor": INK, "axes.titlesize": TEXT,
    "axes.titleweight": "bold", "axes.labelsize": TEXT, "axes.linewidth": 1.5, "axes.spines.top": False,
    "axes.spines.right": False, "axes.facecolor": "none", "xtick.color": SOFT, "ytick.color": SOFT,
    "xtick.labelcolor": INK, "ytick.labelcolor": INK, "xtick.labelsize": TEXT, "ytick.labelsize": TEXT,
    "lines.linewidth": 3, "figure.facecolor": "none", "legend.frameon": False, "legend.fontsize": TEXT,
    "image.interpolation": "nearest", "svg.fonttype": "path", "svg.hashsalt": "illustrations",
}
#: Matplotlib's points in an inch; a point is a pixel on the slide.
_UNIT = 72


def styled() -> AbstractContextManager[None]:
    """Return a context in which Matplotlib draws in the style of the deck."""
    return mpl.rc_context(_SETTINGS)


def figure(width: int, height: int, rows: int = 1, columns: int = 1,
           **gridspec: object) -> tuple[Figure, np.ndarray]:
    """Make a figure of so many pixels on the slide, with a grid of axes.

    Parameters
    ----------
    width, height : int
        Size in pixels of a slide, which has 1280 x 720.
    rows, columns : int
        Of the grid.
    **gridspec
        For Matplotlib's ``GridSpec``, such as ``width_ratios``.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : numpy.ndarray of matplotlib.axes.Axes
        Shape (rows, columns).
    """
    with styled():
        made = Figure(figsize=(width / _UNIT, height / _UNIT), layout="constrained")
        axes = made.subplots(rows, columns, squeeze=False, gridspec_kw=gridspec or None)
    return made, axes


def bare(axes: Axes, limits: Sequence[float] | None = None) -> Axes:
    """Take frame and ticks away, for pictures and diagrams; `limits` are x0, x1, y0, y1 of equal units."""
    axes.set_axis_off()
    if limits is not None:
        axes.set_xlim(*limits[:2])
        axes.set_ylim(*limits[2:])
        axes.set_aspect("equal")
    return axes


def picture(axes: Axes, image: np.ndarray, title: str = "", cmap: str = "gray", **options: object) -> Axes:
    """Show an image with row 0 on top and without axes; `options` are those of ``Axes.imshow``."""
    axes.imshow(image, cmap=cmap, **options)
    axes.set_axis_off()
    if title:
        axes.set_title(title)
    return axes


def svg(made: Figure) -> str:
    """Return a figure as SVG whose colours follow light and dark."""
    buffer = io.StringIO()
    with styled():
        made.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = text[text.index("<svg"):]
    text = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', text, count=2)
    light, dark = (" ".join(f"--{name}: {pair[which]};" for _, name, *pair in _COLOURS) for which in (0, 1))
    style = (f"<style>:root {{ color-scheme: light dark; {light} }}"
             f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}</style>")
    for stand_in, name, *_ in _COLOURS:
        text = text.replace(stand_in, f"var(--{name})")
    head, _, rest = text.partition(">")
    return f"{head}>\n{style}{rest}"
