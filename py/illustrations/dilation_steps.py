"""Dilation and erosion of a few pixels by a cross: what is added and what is taken away."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._shared import cells
from illustrations.canvas import BLUE, FILL, ORANGE, PAPER, SOFT, figure
from imaging import morphology


def draw() -> Figure:
    """Draw the mask, the footprint, and the mask after each of the two operations."""
    mask = np.zeros((8, 8), bool)
    mask[2:6, 1:5] = True
    mask[3, 5:7] = True
    mask[4, 2] = False
    foot = morphology.footprint("cross", 3)
    grown, shrunk = morphology.dilated(mask, foot), morphology.eroded(mask, foot)
    made, (axes,) = figure(1060, 350, 1, 4, width_ratios=[8, 3, 8, 8])
    shown = [("Mask", mask, mask, mask), ("Footprint", foot, foot, foot),
             ("Dilated", mask, grown, grown), ("Eroded", mask, mask, shrunk)]
    for ax, (title, before, either, after) in zip(axes, shown, strict=True):
        colours = np.full(after.shape, FILL, dtype=object)
        colours[either & after] = SOFT
        colours[after & ~before] = BLUE
        colours[before & ~after] = ORANGE
        cells(ax, np.full(after.shape, ""), colours, PAPER)
        ax.set_title(title)
    return made
