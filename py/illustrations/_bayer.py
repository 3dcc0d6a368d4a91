"""A Bayer mosaic: which colour each pixel sees, and the colours between."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

#: Bilinear interpolation between the pixels of a colour, for green and for red or blue.
CROSS = np.array([[0, 1, 0], [1, 4, 1], [0, 1, 0]]) / 4
SQUARE = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 4


def seen(rows: int, columns: int) -> np.ndarray:
    """Return the colour that each pixel sees: 0 red, 1 green, 2 blue, in cells of RG over GB."""
    row, column = np.mgrid[:rows, :columns]
    return row % 2 + column % 2


def record(scene: np.ndarray) -> np.ndarray:
    """Return what a sensor behind the mosaic records of a scene (rows, columns, 3)."""
    colour = seen(*scene.shape[:2])
    return np.take_along_axis(scene, colour[..., None], -1)[..., 0]


def demosaic(raw: np.ndarray) -> np.ndarray:
    """Return the colours of each pixel, those not seen by bilinear interpolation."""
    colour = seen(*raw.shape)
    return np.stack([ndimage.convolve(raw * (colour == channel), kernel, mode="mirror")
                     for channel, kernel in enumerate((SQUARE, CROSS, SQUARE))], -1)
