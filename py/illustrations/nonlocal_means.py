"""Non-local means: a noisy lattice, the result, and where the weights of one pixel lie."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage
from skimage.restoration import denoise_nl_means

import samples
from illustrations._shared import row
from illustrations.canvas import ORANGE

PATCH, REACH, STRENGTH = 9, 15, 0.6


def denoised(image: np.ndarray) -> np.ndarray:
    """Denoise counts by non-local means, after a root that makes their noise even."""
    root = 2 * np.sqrt(image + 3 / 8)  # Anscombe: a standard deviation of 1
    result = denoise_nl_means(root, PATCH, REACH, h=STRENGTH, sigma=1.0, fast_mode=True, preserve_range=True)
    return (result / 2) ** 2 - 1 / 8


def weights(image: np.ndarray, row: int, column: int) -> np.ndarray:
    """Return the weight that each pixel has in the average for the pixel (row, column)."""
    root = 2 * np.sqrt(image + 3 / 8)
    half = PATCH // 2
    patch = root[row - half : row + half + 1, column - half : column + half + 1]
    square = (ndimage.uniform_filter(root**2, PATCH) - 2 * ndimage.correlate(root, patch / PATCH**2)
              + (patch**2).mean())
    return np.exp(-np.maximum(square - 2, 0) / STRENGTH**2)


def draw() -> Figure:
    """Draw the noisy image, the denoised one, and the weights of one pixel."""
    image = samples.make("haadf-lattice", dose=25).image.astype(float)
    result = denoised(image)
    at = np.argwhere(result[90:110, 90:110] == result[90:110, 90:110].max())[0] + 90
    part = slice(50, 150)
    made, axes = row({"25 electrons at a peak": image[part, part], "Non-local means": result[part, part],
                      "Weights of one pixel": weights(image, *at)[part, part]}, 960)
    for ax in axes[:2]:
        ax.images[0].set_clim(0, 32)
    axes[2].plot(at[1] - 50, at[0] - 50, "o", markersize=22, markerfacecolor="none", markeredgewidth=3,
                 color=ORANGE)
    return made
