"""A grating as a distorting lens shows it, and corrected by the two coefficients fitted to its crossings."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy.ndimage import map_coordinates
from scipy.optimize import least_squares

import samples
from illustrations._writing import show
from illustrations.canvas import figure

TRUE = (-0.16, 0.02)
#: A crossing is found with an error of so many pixels.
ERROR_PX = 0.5


def seen(ideal: np.ndarray, k: np.ndarray, n: int) -> np.ndarray:
    """Return where ideal places (2, ...) are seen; k are per half a side."""
    middle = (n - 1) / 2
    away = ideal - middle
    r2 = (away**2).sum(axis=0) / middle**2
    return middle + away * (1 + k[0] * r2 + k[1] * r2**2)


def unseen(places: np.ndarray, k: np.ndarray, n: int) -> np.ndarray:
    """Return the ideal places of seen ones, the inverse of `seen`, by iteration."""
    ideal = places.copy()
    for _ in range(30):
        ideal += places - seen(ideal, k, n)
    return ideal


def draw() -> Figure:
    """Draw the distorted and the corrected grating."""
    sample = samples.make("cross-grating")
    n = sample.image.shape[0]
    grid = np.mgrid[:n, :n].astype(float)
    image = map_coordinates(sample.image.astype(float), unseen(grid, TRUE, n), order=1, mode="mirror")
    crossings = np.mgrid[60:460:8j, 60:460:8j]  # of a test grating whose ideal places are known
    found = seen(crossings, TRUE, n) + np.random.default_rng(5).normal(0, ERROR_PX, crossings.shape)
    fit = least_squares(lambda k: (seen(crossings, k, n) - found).ravel(), (0, 0))
    corrected = map_coordinates(image, seen(grid, fit.x, n), order=1, mode="mirror")
    made, axes = figure(560, 310, 1, 2)
    show(axes[0, 0], image[40:-40, 40:-40], "as seen")
    show(axes[0, 1], corrected[40:-40, 40:-40], "corrected")
    return made
