"""Words, axes and pictures of figures, in the size that slides need."""

from __future__ import annotations

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes

from illustrations.canvas import INK, SOFT, TEXT, picture

#: Steps of a colour map: more cannot be seen in a small picture, and make large files.
LEVELS = 32


def show(axes: Axes, image: np.ndarray, title: str = "", low: float | None = None, high: float | None = None,
         cmap: str = "gray", **options: object) -> None:
    """Show an image with its title above; colours (rows, columns, 3 or 4) are shown as they are."""
    picture(axes, image, cmap=colormaps[cmap].resampled(LEVELS), vmin=low, vmax=high,
            interpolation_stage="data", **options)
    if title:
        axes.set_title(title, fontsize=TEXT, fontweight="bold", color=INK)


def write(axes: Axes, x: float, y: float, words: str, color: str = INK, **options: object) -> None:
    """Write at a place of the data; `options` are those of ``Axes.text``."""
    axes.text(x, y, words, **{"color": color, "fontsize": TEXT, **options})


def label(axes: Axes, across: str = "", up: str = "", ticks: bool = True) -> Axes:
    """Name the axes of a plot; without `ticks`, only the shape of its curves matters."""
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.tick_params(labelsize=TEXT, labelcolor=INK, color=SOFT)
    if not ticks:
        axes.set_xticks([])
        axes.set_yticks([])
    return axes
