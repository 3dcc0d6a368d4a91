"""A tiled wall with a grid on it: as it is, shifted and turned, sheared, and bent."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._writing import show
from illustrations.canvas import figure

N = 256


def with_grid() -> np.ndarray:
    """Return the wall with bright lines every 32 pixels."""
    image = samples.make("tiles").image[:N, :N] / 255
    image[::32], image[:, ::32] = 1, 1
    image[1::32], image[:, 1::32] = 1, 1
    return image


def draw() -> Figure:
    """Draw the four pictures; each pixel asks where in the input its value comes from."""
    y, x = np.mgrid[:N, :N] - (N - 1) / 2
    turn, shear = np.deg2rad(20), 0.35
    back = {"original": (y, x),
            "shift and turn": ((y - 15) * np.cos(turn) - (x - 25) * np.sin(turn),
                               (y - 15) * np.sin(turn) + (x - 25) * np.cos(turn)),
            "shear": (y, x - shear * y),
            "bend": (y + 12 * np.sin(2 * np.pi * x / 128), x + 8 * np.sin(2 * np.pi * y / 160))}
    made, axes = figure(1080, 310, 1, 4)
    image = with_grid()
    for ax, (title, places) in zip(axes[0], back.items(), strict=True):
        show(ax, ndimage.map_coordinates(image, np.array(places) + (N - 1) / 2, order=1), title, 0, 1)
    return made
