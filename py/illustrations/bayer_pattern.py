"""A Bayer filter over 6 x 6 pixels of a coloured scene, and the single grey frame that the sensor gives."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations import _bayer
from illustrations._marks import box, title, word
from illustrations._recordings import colour_scene
from illustrations.canvas import PAPER, bare, figure

#: Colours of the filter, and where the colour wheel of the scene is cut out.
FILTER, PART = ("#c8281e", "#1f8a3b", "#2450c8"), np.s_[48:96:8, 56:104:8]
SIDE = 6


def draw() -> Figure:
    """Draw filter and frame side by side."""
    made, axes = figure(560, 310, 1, 2)
    colour = _bayer.seen(SIDE, SIDE)
    raw = _bayer.record(colour_scene()[PART])
    for ax, name in zip(axes[0], ("filter", "raw frame"), strict=True):
        title(bare(ax, (-0.05, SIDE + 0.05, -0.05, SIDE + 0.05)), name)
    for (row, column), which in np.ndenumerate(colour):
        y = SIDE - 1 - row
        box(axes[0, 0], column, y, face=FILTER[which], edge=PAPER)
        word(axes[0, 0], column + 0.5, y + 0.46, "RGB"[which], "#ffffff")
        grey = f"{raw[row, column]:.3f}"
        box(axes[0, 1], column, y, face=(float(grey),) * 3, edge=FILTER[which], linewidth=2)
    return made
