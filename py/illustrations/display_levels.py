"""One noise-free pair of atomic columns, shown in 256, 16 and 4 levels of grey."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._writing import show
from illustrations.canvas import figure


def draw() -> Figure:
    """Draw the same values three times."""
    smooth = samples.make("haadf-lattice").truth["expected"][100:138, 100:138]
    smooth = ndimage.zoom(smooth.astype(float), 8, order=3)
    part = (smooth - smooth.min()) / np.ptp(smooth)
    made, axes = figure(1080, 360, 1, 3)
    for ax, levels in zip(axes[0], (256, 16, 4), strict=True):
        grey = np.minimum(np.floor(levels * part), levels - 1) / (levels - 1)
        show(ax, np.repeat(grey[..., None], 3, axis=-1), f"{levels} levels")
    return made
