"""Peak finding by a maximum filter where a threshold fails: two kinds of columns under uneven light."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._shared import row
from illustrations.canvas import ORANGE

WINDOW = 7


def draw() -> Figure:
    """Draw the image, a threshold of it, its maximum filter, and the peaks."""
    expected = samples.make("haadf-lattice", dose=150).truth["expected"][60:150, 60:150].astype(float)
    light = np.linspace(0.6, 1.4, expected.shape[1])
    image = ndimage.gaussian_filter(np.random.default_rng(8).poisson(expected * light).astype(float), 1)
    largest = ndimage.maximum_filter(image, WINDOW)
    peaks = (image == largest) & (image > 30)
    made, axes = row({"Image": image, "A threshold": image > 62, f"Maximum, {WINDOW} × {WINDOW}": largest,
                      "Equal: peaks": image})
    rows, columns = np.nonzero(peaks)
    axes[3].plot(columns, rows, "o", markersize=11, markerfacecolor="none", markeredgecolor=ORANGE,
                 markeredgewidth=3)
    return made
