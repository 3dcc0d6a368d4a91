"""The greatest extent of regions."""

from __future__ import annotations

import numpy as np

#: Directions over half a turn. The nearest one is at most 0.5 degrees off, so an extent is at most 4e-5 of
#: itself short.
DIRECTIONS = 180


def feret_diameters(labels: np.ndarray) -> np.ndarray:
    """Return the greatest Feret diameter of each region: the widest gap of a caliper that turns round it.

    The caliper touches the middles of the outer edges of pixels, so that a row of n pixels is n long. All
    regions are measured at once, from the first and last pixel in each of their rows; scikit-image's
    `feret_diameter_max` draws each convex hull and its contour, which takes 4 ms per region in the browser.

    Parameters
    ----------
    labels : numpy.ndarray of int
        Shape (rows, columns), 0 is background and the regions run from 1.

    Returns
    -------
    numpy.ndarray of float64
        Shape (regions,) in pixels; element 0 is region 1, and 0 where a label does not occur.

    References
    ----------
    W. Pabst and E. Gregorova, Characterization of particles and particle systems, ICT Prague (2007), section
    3.
    """
    count = int(labels.max(initial=0))
    diameters = np.zeros(count)
    rows, columns = np.nonzero(labels)
    if len(rows) == 0:
        return diameters
    # Sorted by region, then row, then column, the ends of each row are where its neighbour belongs to another
    # row.
    region = labels[rows, columns]
    order = np.argsort(region, kind="stable")
    region, rows, columns = region[order], rows[order], columns[order]
    new = np.append(True, (np.diff(region) != 0) | (np.diff(rows) != 0))
    ends = new | np.append(new[1:], True)
    region, rows, columns = region[ends], rows[ends], columns[ends]

    first = np.flatnonzero(np.append(True, np.diff(region) != 0))
    widest = np.zeros(len(first))
    for angle in np.pi * np.arange(DIRECTIONS) / DIRECTIONS:
        cosine, sine = np.cos(angle), np.sin(angle)
        along = rows * cosine + columns * sine
        # The middles of a pixel's edges reach this far to either side of its centre.
        reach = max(abs(cosine), abs(sine)) / 2
        extent = np.maximum.reduceat(along, first) - np.minimum.reduceat(along, first) + 2 * reach
        np.maximum(widest, extent, out=widest)
    diameters[region[first] - 1] = widest
    return diameters
