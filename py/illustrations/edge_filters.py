"""Gradients of a layered sample, sharp on the left and blurred on the right, by filters of three sizes."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage
from skimage import filters

import samples
from illustrations._shared import row


def draw() -> Figure:
    """Draw the image, its Sobel filter, and the gradient of two Gaussian blurs."""
    layers = samples.make("layers")
    sharp = layers.truth["levels"][layers.truth["classes"]].astype(float)
    right = np.arange(sharp.shape[1]) >= sharp.shape[1] // 2
    expected = np.where(right, ndimage.gaussian_filter(sharp, 9), ndimage.gaussian_filter(sharp, 1))
    image = np.random.default_rng(6).poisson(expected).astype(float)
    shown = {"Image": image, "Sobel, 3 × 3": filters.sobel(image)}
    shown |= {f"Gradient, σ = {sigma} px": ndimage.gaussian_gradient_magnitude(image, sigma)
              for sigma in (2, 6)}
    return row(shown)[0]
