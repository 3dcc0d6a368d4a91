"""A diffraction pattern of five decades: linear, linear with low limits, and as a logarithm."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._writing import show
from illustrations.canvas import figure


def draw() -> Figure:
    """Draw the same counts three times."""
    counts = samples.make("diffraction").image
    made, axes = figure(1080, 360, 1, 3)
    show(axes[0, 0], counts, f"0 to {counts.max() // 1000} 000", 0, counts.max())
    show(axes[0, 1], counts, "0 to 200", 0, 200)
    show(axes[0, 2], np.log1p(counts), "ln(1 + I)")
    return made
