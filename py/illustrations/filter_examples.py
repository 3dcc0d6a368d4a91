"""One image of particles and seven filters of it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage
from skimage import filters

import samples
from illustrations.canvas import figure, picture


def draw() -> Figure:
    """Draw the image and what each filter makes of it."""
    image = samples.make("nanoparticles").image[140:320, 90:330].astype(float)
    smooth = ndimage.gaussian_filter(image, 1.5)
    mean = ndimage.uniform_filter(image, 9)
    spread = np.sqrt(np.maximum(ndimage.uniform_filter(image**2, 9) - mean**2, 0))
    shown = {
        "Image": image, "Gaussian, σ = 2": ndimage.gaussian_filter(image, 2),
        "Median, 7 × 7": ndimage.median_filter(image, 7),
        "Unsharp mask": smooth + 2 * (smooth - ndimage.gaussian_filter(image, 4)),
        "Sobel": filters.sobel(smooth), "Laplacian": ndimage.gaussian_laplace(image, 2.5),
        "Maximum, 9 × 9": ndimage.maximum_filter(smooth, 9), "Deviation, 9 × 9": spread,
    }
    made, axes = figure(1136, 400, 2, 4)
    for ax, (title, result) in zip(axes.flat, shown.items(), strict=True):
        picture(ax, result, title)
    return made
