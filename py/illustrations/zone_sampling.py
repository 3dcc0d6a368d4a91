"""A quarter of a zone plate: fine, every third point of it, and means of three by three points."""

from __future__ import annotations

from matplotlib.figure import Figure

import samples
from illustrations._writing import show
from illustrations.canvas import figure


def draw() -> Figure:
    """Draw the quarter from the centre to the lower right corner."""
    fine = samples.make("zone-plate").image[192:, 192:]
    made, axes = figure(1080, 360, 1, 3)
    show(axes[0, 0], fine, "192 × 192 points")
    show(axes[0, 1], fine[1::3, 1::3], "64 × 64 points")
    show(axes[0, 2], fine.reshape(64, 3, 64, 3).mean((1, 3)), "64 × 64 means", 0, 1)
    return made
