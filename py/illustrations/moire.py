"""Two gratings of 10 and 11 pixels, and their product, which repeats every 110 pixels."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._writing import show
from illustrations.canvas import figure

PITCHES = (10.0, 11.0)


def draw() -> Figure:
    """Draw the gratings one to one, and the product."""
    x = np.arange(340)
    one, two = (np.tile(0.5 + 0.5 * np.cos(2 * np.pi * x / pitch), (260, 1)) for pitch in PITCHES)
    beat = 1 / abs(1 / PITCHES[0] - 1 / PITCHES[1])
    made, axes = figure(1080, 320, 1, 3)
    show(axes[0, 0], one, "every 10 px")
    show(axes[0, 1], two, "every 11 px")
    show(axes[0, 2], one * two, f"product: every {beat:.0f} px")
    return made
