"""An image turned and enlarged twice: its pixels sent forward leave holes, the inverse map leaves none."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._writing import show
from illustrations.canvas import figure

N, SCALE, DEGREES = 72, 1.25, 20


def draw() -> Figure:
    """Draw input, forward and backward result; holes are orange."""
    image = samples.make("haadf-lattice").image[60 : 60 + N, 60 : 60 + N].astype(float)
    image = ndimage.gaussian_filter(image, 0.7)
    image = np.clip((image - image.min()) / np.ptp(image), 0, 1)
    a, middle = np.deg2rad(DEGREES), (N - 1) / 2
    matrix = SCALE * np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    places = np.mgrid[:N, :N].reshape(2, -1) - middle
    to = np.rint(matrix @ places + middle).astype(int)
    kept = ((to >= 0) & (to < N)).all(axis=0)
    forward = np.tile([0.9, 0.62, 0.0], (N, N, 1))
    forward[to[0, kept], to[1, kept]] = image.ravel()[kept, None]
    back = np.linalg.inv(matrix) @ places + middle
    backward = ndimage.map_coordinates(image, back, order=1).reshape(N, N)
    made, axes = figure(1080, 322, 1, 3)
    show(axes[0, 0], image, "input", 0, 1)
    show(axes[0, 1], forward, "sent forward")
    show(axes[0, 2], backward, "asked backwards", 0, 1)
    return made
