"""Three samplings of one wave of 3 cycles: 24, 8 and 4 samples, the last too few."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations.canvas import BLUE, ORANGE, SOFT, figure


def draw() -> Figure:
    """Draw the wave, its samples and what a straight line through them would show."""
    made, axes = figure(1000, 460, 3, 1)
    x = np.linspace(0, 1, 600)
    for ax, count in zip(axes[:, 0], (24, 8, 4), strict=True):
        at = np.arange(count) / count
        ax.plot(x, np.cos(2 * np.pi * 3 * x), color=SOFT, linewidth=2)
        ax.plot(at, np.cos(2 * np.pi * 3 * at), "o-", color=ORANGE if count < 6 else BLUE, markersize=10)
        ax.set_ylabel(f"{count} samples", rotation=0, ha="right", va="center")
        ax.set_yticks([])
        ax.set_xticks([])
    return made
