"""Centre of mass of a peak: with the background it is drawn to the middle of the window."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations.canvas import BLUE, ORANGE, SOFT, figure

SIGMA, PEAK, BACKGROUND, REACH, DRAWS = 1.8, 100, 20, 5, 300


def found(true: float, generator: np.random.Generator) -> tuple[float, float]:
    """Return the mean centres, as they are and less the background, of many noisy peaks at a true place."""
    x = np.arange(-REACH, REACH + 1)
    y = x[:, None]
    expected = BACKGROUND + PEAK * np.exp(-((x - true) ** 2 + y**2) / (2 * SIGMA**2))
    counts = generator.poisson(expected, (DRAWS, *expected.shape))
    raw = (counts * x).sum((1, 2)) / counts.sum((1, 2))
    net = counts - BACKGROUND
    return float(raw.mean()), float(((net * x).sum((1, 2)) / net.sum((1, 2))).mean())


def draw() -> Figure:
    """Draw the found centre over the true one, for both."""
    generator = np.random.default_rng(2)
    true = np.linspace(-0.5, 0.5, 11)
    raw, net = np.array([found(t, generator) for t in true]).T
    made, axes = figure(560, 430)
    ax = axes[0, 0]
    ax.plot(true, true, color=SOFT, linewidth=2)
    ax.plot(true, net, "o", color=BLUE, markersize=10, label="background taken off")
    ax.plot(true, raw, "s", color=ORANGE, markersize=9, label="as it is")
    ax.set(xlabel="true place / px", ylabel="found / px", ylim=(-0.55, 0.85))
    ax.set_yticks([-0.5, 0, 0.5])
    ax.legend(loc="upper left", handletextpad=0.2)
    return made
