"""A grating reduced to 61 pixels: every eighth or so pixel alone, after a low-pass, and binned by 8."""

from __future__ import annotations

from matplotlib.figure import Figure
from skimage.transform import downscale_local_mean, resize

import samples
from illustrations._writing import show
from illustrations.canvas import figure


def draw() -> Figure:
    """Draw the middle of the original and three reductions of all of it."""
    image = samples.make("strained-gold").image.astype(float)
    made, axes = figure(1080, 310, 1, 4)
    show(axes[0, 0], image[:160, :160], "original, part")
    show(axes[0, 1], resize(image, (48, 48), order=1, anti_aliasing=False), "48 × 48, no filter")
    show(axes[0, 2], resize(image, (48, 48), order=1, anti_aliasing=True), "48 × 48, filtered", 0, 60)
    show(axes[0, 3], downscale_local_mean(image, (8, 8)), "binned by 8", 0, 60)
    return made
