"""Two close peaks, each pixel the mean over its width: fine pixels keep the dip, coarse ones do not."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy.special import erf

from illustrations._marks import title
from illustrations.canvas import BLUE, FILL, ORANGE, SOFT, figure

SIGMA, APART = 0.9, 3.0


def peaks(x: np.ndarray) -> np.ndarray:
    """Return the sum of two Gaussians of height 1."""
    return sum(np.exp(-((x - place) ** 2) / (2 * SIGMA**2)) for place in (-APART / 2, APART / 2))


def recorded(edges: np.ndarray) -> np.ndarray:
    """Return the mean of the peaks over each pixel, from the integral of a Gaussian."""
    whole = sum(SIGMA * np.sqrt(np.pi / 2) * erf((edges - place) / (np.sqrt(2) * SIGMA))
                for place in (-APART / 2, APART / 2))
    return np.diff(whole) / np.diff(edges)


def draw() -> Figure:
    """Draw the true curve over the bars of the pixels for two widths."""
    made, axes = figure(520, 440, 2, 1)
    x = np.linspace(-6, 6, 400)
    for ax, width, name, colour in zip(axes[:, 0], (0.75, 3.0), ("16 pixels: resolved", "4 pixels: one hump"),
                                       (BLUE, ORANGE), strict=True):
        edges = np.arange(-6, 6 + width / 2, width)
        values = recorded(edges)
        ax.bar(edges[:-1], values, width, align="edge", color=FILL, edgecolor=colour, linewidth=2.5)
        ax.plot(x, peaks(x), color=SOFT, linewidth=3)
        title(ax, name, colour)
        ax.set_yticks([])
        ax.set_xticks([])
    axes[1, 0].set_xlabel("position")
    return made
