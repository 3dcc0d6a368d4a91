"""Pairs of atomic columns behind good and bad optics, each with few and with many pixels."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._writing import label
from illustrations.canvas import BLUE, SOFT, TEXT, figure

DISTANCE = 1.0
CENTRES = (1.5, 2.5, 5.5, 6.5)


def intensity(x: np.ndarray, sigma: float) -> np.ndarray:
    """Return two pairs of columns a distance of 1 apart, each a Gaussian of unit area."""
    return sum(np.exp(-((x - c) ** 2) / (2 * sigma**2)) / sigma for c in CENTRES)


def draw() -> Figure:
    """Draw two rows (optics) of two plots (pixels)."""
    made, axes = figure(1080, 360, 2, 2)
    fine = np.linspace(0, 8, 801)
    for row, (sigma, optics) in enumerate(((0.3, "sharp"), (0.6, "blurred"))):
        for column, per in enumerate((4, 16)):
            ax = label(axes[row, column], ticks=False)
            at = np.arange(8 * per + 1) / per
            ax.plot(fine, intensity(fine, sigma), color=SOFT, linewidth=2)
            ax.plot(at, intensity(at, sigma), "o", color=BLUE, markersize=8 if per == 4 else 5)
            ax.set_ylim(0, 1.15 * intensity(fine, sigma).max())
            if row == 0:
                ax.set_title(f"{per} samples per distance", fontsize=TEXT, fontweight="bold")
            if column == 0:
                ax.set_ylabel(optics, fontsize=TEXT)
    return made
