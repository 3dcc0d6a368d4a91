"""A CPU as a few large cores, a GPU as many small ones: a sketch, not to scale."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import box, title
from illustrations.canvas import BLUE, ORANGE, PAPER, bare, figure

#: Cores along each edge of the sketch.
LARGE, SMALL = 3, 28


def draw() -> Figure:
    """Draw both on squares of the same size."""
    made, axes = figure(500, 290, 1, 2)
    for ax, name, side, colour in zip(axes[0], ("CPU", "GPU"), (LARGE, SMALL), (ORANGE, BLUE), strict=True):
        title(bare(ax, (0, 1, 0, 1)), name, colour)
        for row, column in np.ndindex(side, side):
            box(ax, column / side, row / side, 1 / side, 1 / side, colour, PAPER, linewidth=12 / side)
    return made
