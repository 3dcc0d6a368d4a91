"""Maximum filter on a few pixels: neighbourhood, reflected border, result."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._shared import cells, frame
from illustrations.canvas import BLUE, FILL, INK, ORANGE, PAPER, figure


def draw() -> Figure:
    """Draw an atomic column as counts, with two neighbourhoods, and the maximum over each neighbourhood."""
    counts = samples.make("haadf-lattice").image[103:108, 128:134].astype(int)
    padded = np.pad(counts, 1, mode="symmetric")
    largest = ndimage.maximum_filter(counts, 3, mode="reflect")
    inside = np.pad(np.ones(counts.shape, bool), 1)
    made, (axes,) = figure(720, 330, 1, 2, width_ratios=[8, 7])
    cells(axes[0], padded, np.where(inside, PAPER, FILL), paper=PAPER)
    for text in axes[0].texts:
        text.set_color(INK)
    colours = np.full(counts.shape, PAPER, dtype=object)
    for (i, j), colour in {(2, 2): BLUE, (0, 5): ORANGE}.items():
        frame(axes[0], i, j, 3, 3, colour)
        colours[i, j] = colour
    cells(axes[1], largest, colours)
    axes[0].set_title("Counts, border reflected")
    axes[1].set_title("Largest of 3 × 3")
    return made
