"""A cross-section of four layers, cut at three thresholds."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from scipy import ndimage
from skimage.filters import threshold_multiotsu

import samples
from illustrations.canvas import ORANGE, SOFT, figure, picture
from imaging.label_colours import PALETTE

COLOURS = ListedColormap(PALETTE[[4, 2, 1, 0]] / 255)


def draw() -> Figure:
    """Draw the image, its histogram after a blur with the cuts, and the class of each pixel."""
    sample = samples.make("layers")
    image = ndimage.gaussian_filter(sample.image.astype(float), 2)
    cuts = threshold_multiotsu(image, 4)
    classes = np.digitize(image, cuts)
    made, (axes,) = figure(1136, 380, 1, 3, width_ratios=[1, 1.3, 1])
    picture(axes[0], sample.image, "Image")
    axes[1].hist(image.ravel(), bins=100, color=SOFT, alpha=0.6)
    for cut in cuts:
        axes[1].axvline(cut, color=ORANGE)
    axes[1].set(yticks=[], title="Histogram after a blur")
    picture(axes[2], classes, f"{(classes == sample.truth['classes']).mean():.1%} right", cmap=COLOURS)
    return made
