"""The greatest extent of regions."""

from __future__ import annotations

import numpy as np

#: Directions over half a turn. The nearest one is at most 0.5 degrees off, so an extent is at most 4e-5 of
#: itself short.
DIRECTIONS = 180
#: Directions are looked at in so many groups, which bounds the memory that they take.
BATCHES = 6


def feret_diameters(labels: np.ndarray, numbers: np.ndarray | None = None) -> np.ndarray:
    """Return the greatest Feret diameter of each region: the widest gap of a caliper that turns round it.

    The caliper touches the middles of the outer edges of pixels, so that a row of n pixels is n long. All
    regions are measured at once, from the ends of their runs of pixels in each row; scikit-image's
    `feret_diameter_max` draws each convex hull and its contour, which takes 4 ms per region in the browser.

    Parameters
    ----------
    labels : numpy.ndarray of int
        Shape (rows, columns), 0 is background and the regions run from 1.
    numbers : numpy.ndarray of int, optional
        Regions to measure, in increasing order; by default all up to the largest label.

    Returns
    -------
    numpy.ndarray of float64
        Shape (regions,) in pixels: for each of `numbers`, 0 where a label does not occur. By default, element
        0 is region 1.

    References
    ----------
    W. Pabst and E. Gregorova, Characterization of particles and particle systems, ICT Prague (2007), section
    3.
    """
    count = int(labels.max(initial=0))
    if numbers is None:
        numbers = np.arange(1, count + 1)
    diameters = np.zeros(count + 1)
    ends = np.ones(labels.shape, bool)
    ends[:, 1:-1] = labels[:, 1:-1] != labels[:, :-2]
    ends[:, 1:-1] |= labels[:, 1:-1] != labels[:, 2:]
    measured = np.zeros(count + 1, bool)
    measured[numbers] = True
    where = np.flatnonzero(ends & (labels > 0))
    region = labels.ravel()[where]
    if len(numbers) < count:
        where, region = where[measured[region]], region[measured[region]]
    if len(where) == 0:
        return diameters[numbers]
    order = np.argsort(region, kind="stable")
    region = region[order]
    rows, columns = np.divmod(where[order], labels.shape[1])
    first = np.flatnonzero(np.append(True, np.diff(region) != 0))
    widest = np.zeros(len(first))
    for angles in np.split(np.pi * np.arange(DIRECTIONS) / DIRECTIONS, BATCHES):
        cosine, sine = np.cos(angles)[:, None], np.sin(angles)[:, None]
        along = rows * cosine + columns * sine
        # The middles of a pixel's edges reach this far to either side of its centre.
        reach = np.maximum(abs(cosine), abs(sine)) / 2
        farthest, nearest = (choose.reduceat(along, first, axis=1) for choose in (np.maximum, np.minimum))
        np.maximum(widest, (farthest - nearest + 2 * reach).max(axis=0), out=widest)
    diameters[region[first]] = widest
    return diameters[numbers]
