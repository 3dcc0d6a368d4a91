"""A diffraction pattern of few electrons before and after a filter that takes noise and background away."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._shared import opening


def draw() -> Figure:
    """Draw the logarithm of the counts above, and the difference of two of its Gaussian blurs below."""
    counts = samples.make("diffraction", peak=5e3).image[128:384]
    grey = np.log10(counts + 1.0)
    filtered = ndimage.gaussian_filter(grey, 2) - ndimage.gaussian_filter(grey, 14)
    shown = np.maximum(filtered / filtered.max() * grey.max(), -0.3)
    return opening(grey[:, 60:460], shown[:, 60:460], cmap="magma")
