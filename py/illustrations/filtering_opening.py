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
    size = ndimage.zoom(np.stack([grey, filtered / filtered.max() * grey.max()]), (1, 1, 1), order=0)
    return opening(size[0][:, 60:460], np.maximum(size[1][:, 60:460], -0.3), cmap="magma")
