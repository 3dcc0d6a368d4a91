"""Mask of what has to be filled in: pixels far from their median, a beam stop, a gap."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from scipy import ndimage

from illustrations._faults import faulty
from illustrations.canvas import figure, picture

COLOURS = ListedColormap(["#202a33", "#e69f00", "#56b4e9", "#cc79a7"])


def draw() -> Figure:
    """Draw the recorded pattern, its mask in colours, and the pattern with the small defects filled."""
    counts, masks, _ = faulty()
    large = masks["stop"] | masks["gap"]
    root = np.sqrt(counts)
    median = ndimage.median_filter(root, 5)
    bad = (abs(root - median) > np.maximum(3, 0.3 * median)) & ~ndimage.binary_dilation(large, iterations=2)
    filled = np.where(bad, median**2, counts)
    classes = np.select([bad, masks["stop"], masks["gap"]], [1, 2, 3])
    made, (axes,) = figure(960, 355, 1, 3)
    picture(axes[0], np.log10(counts + 1), "Recorded", "magma", vmin=0, vmax=3.4)
    picture(axes[1], classes, "Mask", COLOURS, vmin=0, vmax=3)
    picture(axes[2], np.log10(filled + 1), "Single pixels filled", "magma", vmin=0, vmax=3.4)
    return made
