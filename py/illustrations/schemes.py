"""Nearest, linear and cubic interpolation, of seven samples in one dimension and of 5 x 5 in two."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._writing import label, show
from illustrations.canvas import BLUE, ORANGE, TEXT, figure


def draw() -> Figure:
    """Draw curves above, surfaces below; the values are those of atomic columns."""
    values = samples.make("haadf-lattice").truth["expected"].astype(float)[108:125:4, 128:145:4]
    made, axes = figure(1080, 360, 2, 3, height_ratios=(1, 1.5))
    line = np.array([1, 3, 2, 2.5, 0.5, 1.5, 3.0])
    x = np.linspace(0, 6, 601)
    at = np.mgrid[0:4:240j, 0:4:240j]
    for column, (order, title) in enumerate(((0, "nearest"), (1, "linear"), (3, "cubic"))):
        ax = label(axes[0, column], ticks=False)
        ax.plot(x, ndimage.map_coordinates(line, [x], order=order, mode="mirror"), color=BLUE, linewidth=3)
        ax.plot(np.arange(7), line, "o", color=ORANGE, markersize=9)
        ax.set_title(title, fontsize=TEXT, fontweight="bold")
        show(axes[1, column], ndimage.map_coordinates(values, at, order=order, mode="mirror"), cmap="viridis")
    return made
