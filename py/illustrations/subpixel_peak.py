"""A peak between pixels: its 8 x 8 pixels, and the surface that cubic splines put through them."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

from illustrations._writing import show
from illustrations.canvas import figure

CENTRE, SIGMA, FINE = np.array([3.37, 4.12]), 1.2, 50


def draw() -> Figure:
    """Draw both, with the true maximum, the brightest pixel and the maximum of the surface."""
    row, column = np.mgrid[:8, :8]
    pixels = np.exp(-((row - CENTRE[0]) ** 2 + (column - CENTRE[1]) ** 2) / (2 * SIGMA**2))
    at = np.mgrid[-0.5 : 7.5 : 8 * FINE * 1j, -0.5 : 7.5 : 8 * FINE * 1j]
    surface = ndimage.map_coordinates(pixels, at, order=3, mode="nearest")
    brightest = np.unravel_index(np.argmax(pixels), pixels.shape)
    found = at[:, *np.unravel_index(np.argmax(surface), surface.shape)]
    made, axes = figure(900, 360, 1, 2)
    for ax, image, place, title in ((axes[0, 0], pixels, brightest, "pixels"),
                                    (axes[0, 1], surface, found, "cubic splines")):
        show(ax, image, f"{title}: ({place[0]:.2f}, {place[1]:.2f})", extent=(-0.5, 7.5, 7.5, -0.5))
        ax.plot(CENTRE[1], CENTRE[0], "o", color="#56b4e9", markersize=22, markerfacecolor="none",
                markeredgewidth=4)
        ax.plot(place[1], place[0], "x", color="#d55e00", markersize=16, markeredgewidth=4)
    return made
