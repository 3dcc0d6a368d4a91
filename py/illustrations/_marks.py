"""Words and boxes that many figures need, in the size that the back row can read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from illustrations.canvas import FILL, INK, LINE, ORANGE, PAPER, TEXT


def title(axes: Axes, text: str, color: str = INK) -> Axes:
    """Write a title above axes."""
    axes.set_title(text, fontsize=TEXT, fontweight="bold", color=color)
    return axes


def word(axes: Axes, x: float, y: float, text: str, color: str = INK, **options: object) -> None:
    """Write text in the middle of a place; `options` are those of ``Axes.text``."""
    axes.text(x, y, text, **{"ha": "center", "va": "center", "fontsize": TEXT, "color": color} | options)


def box(axes: Axes, x: float, y: float, width: float = 1.0, height: float = 1.0, face: str = FILL,
        edge: str = LINE, **options: object) -> None:
    """Draw a box whose corner of least x and y is given; `options` are those of ``Rectangle``."""
    axes.add_patch(Rectangle((x, y), width, height, facecolor=face, edgecolor=edge,
                             **{"linewidth": 1.5} | options))


def cells(axes: Axes, values: np.ndarray, marked: np.ndarray | None = None,
          size: float = TEXT, at: Sequence[float] = (0.0, 0.0)) -> None:
    """Write numbers into boxes, row 0 on top, of which the first has its upper left corner at (x, y) `at`.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        With y pointing up.
    values : numpy.ndarray
        Shape (rows, columns); ``str`` of each is written.
    marked : numpy.ndarray of bool, optional
        Which boxes stand out.
    size : float
        Of the text.
    at : (float, float)
        Place of the first box.
    """
    for (row, column), value in np.ndenumerate(values):
        x, y = at[0] + column, at[1] - row - 1
        stands_out = marked is not None and marked[row, column]
        box(axes, x, y, face=ORANGE if stands_out else FILL)
        word(axes, x + 0.5, y + 0.46, str(value), PAPER if stands_out else INK, fontsize=size,
             fontweight="bold" if stands_out else "normal")
