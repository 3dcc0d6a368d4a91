"""A tall picture without words, for the dark slide with which a section begins."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._writing import show
from illustrations.canvas import figure

WIDTH, HEIGHT = 480, 600


def cover(image: np.ndarray, cmap: str = "gray") -> Figure:
    """Fill a figure of 480 x 600 pixels with the middle columns of an image."""
    made, axes = figure(WIDTH, HEIGHT)
    made.set_layout_engine("none")
    ax = axes[0, 0]
    ax.set_position([0, 0, 1, 1])
    rows, columns = image.shape
    wide = min(columns, round(rows * WIDTH / HEIGHT))
    left = (columns - wide) // 2
    show(ax, image[:, left : left + wide], cmap=cmap, aspect="auto")
    return made
