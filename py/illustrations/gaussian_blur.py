"""Graphene at low dose, blurred by three Gaussians."""

from __future__ import annotations

from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._shared import row


def draw() -> Figure:
    """Draw the middle of the image as it is and for three widths of the Gaussian."""
    image = samples.make("graphene").image.astype(float)
    part = (slice(78, 178), slice(78, 178))
    return row({"Image": image[part]} | {f"σ = {sigma} px": ndimage.gaussian_filter(image, sigma)[part]
                                         for sigma in (1, 2, 4)})[0]
