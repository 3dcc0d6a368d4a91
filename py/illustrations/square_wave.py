"""A square wave as a sum of 1, 3 and 15 sines, and the amplitudes of those sines."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._writing import label, write
from illustrations.canvas import BLUE, GREEN, ORANGE, SOFT, figure


def partial(x: np.ndarray, count: int) -> np.ndarray:
    """Return the sum of the first sines of a square wave of period 1."""
    odd = 2 * np.arange(count) + 1
    return (4 / np.pi / odd * np.sin(2 * np.pi * np.outer(x, odd))).sum(axis=1)


def draw() -> Figure:
    """Draw the sums on the left, the spectrum on the right."""
    x = np.linspace(0, 1, 2001)
    made, axes = figure(1080, 305, 1, 2, width_ratios=(1.5, 1))
    ax = label(axes[0, 0], "x")
    ax.plot(x, np.where(x < 0.5, 1, -1), color=SOFT, linewidth=2)
    for count, colour in ((1, GREEN), (3, ORANGE), (15, BLUE)):
        ax.plot(x, partial(x, count), color=colour, linewidth=3)
    write(ax, 0.53, 1.05, "1 sine", GREEN)
    write(ax, 0.53, 0.6, "3 sines", ORANGE)
    write(ax, 0.53, 0.15, "15 sines", BLUE)
    ax.set_yticks([-1, 0, 1])
    ax.set_xticks([0, 0.5, 1])
    ax = label(axes[0, 1], "frequency u", "amplitude")
    odd = np.arange(1, 16, 2)
    ax.bar(odd, 4 / np.pi / odd, color=BLUE)
    ax.set_xticks([1, 3, 5, 7, 9, 11, 13, 15])
    return made
