"""One micrograph after three functions of scipy.ndimage and after three of scikit-image."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage
from skimage import exposure, feature, transform

import samples
from illustrations._marks import title, word
from illustrations.canvas import BLUE, ORANGE, bare, figure, picture


def draw() -> Figure:
    """Draw the image and six results, each named by its function."""
    made, axes = figure(1136, 400, 2, 4)
    image = samples.make("nanoparticles").image[60:260, 60:260].astype(float)
    smooth = ndimage.gaussian_filter(image, 2)
    scaled = (image - image.min()) / np.ptp(image)
    labels, _ = ndimage.label(smooth < 0.5 * (smooth.min() + smooth.max()))
    results = (("gaussian_filter", smooth, "gray"), ("sobel", ndimage.sobel(smooth), "gray"),
               ("label", labels, "turbo"), ("rotate", transform.rotate(scaled, 25), "gray"),
               ("equalize_adapthist", exposure.equalize_adapthist(scaled), "gray"),
               ("canny", feature.canny(scaled, 3), "gray"))
    title(picture(axes[0, 0], image), "image")
    key = bare(axes[1, 0], (0, 1, 0, 1))
    word(key, 0.5, 0.65, "scipy.ndimage", BLUE)
    word(key, 0.5, 0.4, "scikit-image", ORANGE)
    for number, (name, result, cmap) in enumerate(results):
        ax = axes[number // 3, 1 + number % 3]
        title(picture(ax, result, cmap=cmap), name, BLUE if number < 3 else ORANGE)
    return made
