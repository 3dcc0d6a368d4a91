"""The letter F, turned and then stretched, and stretched and then turned: two different results."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from illustrations.canvas import BLUE, LINE, ORANGE, SOFT, TEXT, bare, figure
from imaging.affine import applied, rotation, scaling

#: Corners (x, y), y downwards, about the origin.
LETTER = np.array([(-1, -2), (1.5, -2), (1.5, -1.2), (-0.1, -1.2), (-0.1, -0.4), (1, -0.4), (1, 0.4),
                   (-0.1, 0.4), (-0.1, 2), (-1, 2)], float).T


def draw() -> Figure:
    """Draw the input and the two products."""
    turn, stretch = rotation(40), scaling(1.6, 1)
    made, axes = figure(1080, 360, 1, 3)
    for ax, matrix, title, colour in ((axes[0, 0], np.eye(3), "input", SOFT),
                                      (axes[0, 1], stretch @ turn, "turn, then stretch", BLUE),
                                      (axes[0, 2], turn @ stretch, "stretch, then turn", ORANGE)):
        bare(ax, (-4.2, 4.2, 3.4, -3.4))
        ax.plot([-4, 4], [0, 0], color=LINE, linewidth=2)
        ax.plot([0, 0], [-3.2, 3.2], color=LINE, linewidth=2)
        ax.add_patch(Polygon(np.array(applied(matrix, *LETTER)).T, facecolor=colour, linewidth=0))
        ax.set_title(title, fontsize=TEXT, fontweight="bold")
    return made
