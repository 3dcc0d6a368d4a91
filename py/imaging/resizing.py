"""Images in another shape, as `scipy.ndimage` makes them, by numpy alone.

In a browser scipy takes a second to import: this is for demos that need nothing else of it.
"""

from __future__ import annotations

import numpy as np


def stretched(image: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Stretch or squeeze an image so that its outer edges are kept, by linear interpolation.

    As `scipy.ndimage.zoom` with the mode "nearest" and `grid_mode`, to the last digit.

    Parameters
    ----------
    image : numpy.ndarray of float64
        Shape (rows, columns).
    shape : (rows, columns)
        Of the result.

    Returns
    -------
    numpy.ndarray of float64
    """
    (top, down), (left, right) = map(_neighbours, image.shape, shape)
    result = np.zeros(shape)
    for row, vertical in (top, down):
        for column, horizontal in (left, right):
            result += image[row][:, column] * vertical[:, None] * horizontal
    return result


def _neighbours(size: int, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the two pixels next to each of `count` places along `size` pixels, and their weights."""
    places = (np.arange(count) + 0.5) * (size / count) - 0.5
    first = np.floor(places).astype(int)
    weight = 1 - (places - first)
    before, after = (np.clip(first + step, 0, size - 1) for step in (0, 1))
    return [(before, weight), (after, 1 - weight)]


def gaussian(image: np.ndarray, sigma: float) -> np.ndarray:
    """Convolve an image with a Gaussian that is cut at 4 sigma; beyond its edges it is reflected.

    As `scipy.ndimage.gaussian_filter`, to the last digit.

    Parameters
    ----------
    image : numpy.ndarray of float64
        Shape (rows, columns).
    sigma : float
        Standard deviation in pixels, above 0.

    Returns
    -------
    numpy.ndarray of float64
        Same shape.
    """
    reach = int(4 * sigma + 0.5)
    weights = np.exp(-0.5 / (sigma * sigma) * np.arange(-reach, reach + 1) ** 2)
    weights = (weights / weights.sum())[reach:]
    for axis, size in enumerate(image.shape):
        # The axis in front: parts along it are views.
        around = np.pad(np.moveaxis(image, axis, 0), ((reach, reach), (0, 0)), "symmetric")
        total = around[reach : reach + size] * weights[0]
        for away in range(reach, 0, -1):
            pair = around[reach - away : reach - away + size] + around[reach + away : reach + away + size]
            pair *= weights[away]
            total += pair
        image = np.moveaxis(total, 0, axis)
    return image
