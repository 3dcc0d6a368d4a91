"""From value to grey: a straight line, power laws of exponent 0.3 and 2, and a logarithm."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._writing import label, write
from illustrations.canvas import BLUE, GREEN, ORANGE, SOFT, figure

OFFSET = 1e-3


def draw() -> Figure:
    """Draw the four curves with their formulas."""
    made, axes = figure(560, 480)
    ax = label(axes[0, 0], "value, scaled 0 to 1", "grey level")
    t = np.linspace(0, 1, 1001)
    curves = ((np.log1p(t / OFFSET) / np.log1p(1 / OFFSET), BLUE), (t**0.3, GREEN), (t, SOFT), (t**2, ORANGE))
    for curve, colour in curves:
        ax.plot(t, 255 * curve, color=colour, linewidth=4)
    write(ax, 0.1, 218, "log", BLUE)
    write(ax, 0.34, 162, "γ = 0.3", GREEN)
    write(ax, 0.42, 92, "line", SOFT)
    write(ax, 0.6, 60, "γ = 2", ORANGE)
    ax.set_yticks([0, 128, 255])
    ax.set_xticks([0, 0.5, 1])
    return made
