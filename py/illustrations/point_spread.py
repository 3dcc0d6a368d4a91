"""Images of two points through a round aperture: apart, at Rayleigh's distance, closer."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import special

from illustrations.canvas import BLUE, SOFT, figure, picture

#: First zero of the Bessel function J1, which makes the first dark ring.
RING = special.jn_zeros(1, 1)[0]


def airy(distance: np.ndarray) -> np.ndarray:
    """Return the intensity of a point's image at distances in radii of the first dark ring."""
    x = np.maximum(RING * distance, 1e-9)
    return (2 * special.j1(x) / x) ** 2


def draw() -> Figure:
    """Draw the images above and their middle rows below."""
    x = np.linspace(-3, 3, 241)
    made, axes = figure(560, 400, 2, 3, height_ratios=[1, 1])
    for (upper, lower), apart in zip(axes.T, (1.8, 1.0, 0.7), strict=True):
        image = sum(airy(np.hypot(x - side * apart / 2, x[60:181, None])) for side in (-1, 1))
        picture(upper, image, f"{apart:g} r", "magma")
        middle = sum(airy(abs(x - side * apart / 2)) for side in (-1, 1))
        for side in (-1, 1):
            lower.plot(x, airy(abs(x - side * apart / 2)) / middle.max(), color=SOFT, linewidth=1.5)
        lower.plot(x, middle / middle.max(), color=BLUE)
        lower.set(xticks=[], yticks=[], xlim=(-3, 3), ylim=(0, 1.1))
    return made
