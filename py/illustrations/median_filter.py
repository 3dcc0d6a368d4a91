"""An atomic lattice with hot and dead pixels, blurred and filtered by the median."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._shared import row


def draw() -> Figure:
    """Draw the damaged image, its Gaussian blur and its median."""
    image = samples.make("haadf-lattice", dose=200).image[80:180, 80:180].astype(float)
    chance = np.random.default_rng(4).random(image.shape)
    damaged = np.where(chance < 0.008, 600, np.where(chance > 0.992, 0, image))
    return row({"Hot and dead pixels": damaged, "Gaussian, σ = 1.5 px": ndimage.gaussian_filter(damaged, 1.5),
                "Median, 3 × 3": ndimage.median_filter(damaged, 3)}, 960, vmin=0, vmax=260)[0]
