"""Points placed by hand, moved onto the middle of what they were meant for."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

#: Widths in pixels of the Gaussians with which the image is smoothed before it is differentiated.
WIDTHS = (2.0, 3.0, 4.5, 6.75)
#: Blobs below this part of the squared range of the image are rounding errors.
FAINTEST = 1e-9


def snapped(image: np.ndarray, points: np.ndarray, reach: float) -> np.ndarray:
    """Move points onto blobs, bright or dark ones.

    A blob is where the scale-normalised determinant of the Hessian has a maximum, among places and widths:
    the image bends the same way in all directions. Each point goes to the strongest within its reach, and
    there to the top of the parabolas through the pixels around.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real and finite.
    points : numpy.ndarray
        Shape (points, 2): rows and columns.
    reach : float
        In pixels.

    Returns
    -------
    numpy.ndarray of float64
        Same shape; a point without a blob in its reach stays where it is.

    References ---------- T. Lindeberg, Feature detection with automatic scale selection, International
    Journal of Computer Vision 30 (1998) 79-116, doi:10.1023/A:1008045108935.
    """
    points = np.array(points, np.float64).reshape(-1, 2)
    values = image.astype(np.float64)
    extent = np.ptp(values)
    if not extent:
        return points
    strength = np.stack([_bend(values / extent, width) for width in WIDTHS])
    top = (strength == ndimage.maximum_filter(strength, 3, mode="nearest")) & (strength > FAINTEST)
    # On the edge of the image there is no parabola.
    top[:, [0, -1]] = top[:, :, [0, -1]] = False
    which = np.argwhere(top)
    if not len(which):
        return points
    distance = np.linalg.norm(points[:, None] - which[:, 1:], axis=2)
    chance = np.where(distance <= reach, strength[tuple(which.T)], 0)
    for i, best in enumerate(chance.argmax(1)):
        if chance[i, best]:
            width, row, column = which[best]
            around = strength[width, row - 1 : row + 2, column - 1 : column + 2]
            points[i] = row + _summit(around[:, 1]), column + _summit(around[1])
    return points


def _bend(values: np.ndarray, width: float) -> np.ndarray:
    """Return the determinant of the Hessian of a smoothed image, in units of the width."""
    rows, columns, mixed = (ndimage.gaussian_filter(values, width, order, mode="nearest")
                            for order in ((2, 0), (0, 2), (1, 1)))
    return width**4 * (rows * columns - mixed**2)


def _summit(three: np.ndarray) -> float:
    """Return where the parabola through three values, the middle one the largest, is highest: -0.5 to 0.5."""
    before, at, after = three
    bend = 2 * at - before - after
    return float((after - before) / (2 * bend)) if bend > 0 else 0.0
