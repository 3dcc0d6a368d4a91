"""Connected regions of a mask: number them, choose among them, measure them.

Labels are int32 images: 0 is background, region i has the value i, and i runs from 1 without gaps.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy import ndimage

from imaging.feret import feret_diameters

#: More regions are noise, and no one reads so long a table.
MAX_MEASURED = 500


def label_regions(mask: np.ndarray, connectivity: Literal[1, 2] = 2) -> np.ndarray:
    """Number the connected regions of a mask in the order of their first pixels, row by row.

    Parameters
    ----------
    mask : numpy.ndarray of bool
        Shape (rows, columns).
    connectivity : {1, 2}
        1: pixels connect over their four edges; 2: over their corners, too.

    Returns
    -------
    numpy.ndarray of int32
        Same shape.
    """
    return ndimage.label(mask, ndimage.generate_binary_structure(2, connectivity))[0]


def areas(labels: np.ndarray) -> np.ndarray:
    """Return the number of pixels of each region, shape (regions,); element 0 is region 1."""
    return np.bincount(labels.ravel(), minlength=1)[1:].astype(np.int64)


def keep(labels: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return only the regions that are `chosen`, numbered anew in the same order.

    Parameters
    ----------
    labels : numpy.ndarray of int32
    chosen : numpy.ndarray of bool
        Shape (regions,); element 0 is region 1.
    """
    number = np.zeros(len(chosen) + 1, np.int32)
    number[1:][chosen] = np.arange(1, np.count_nonzero(chosen) + 1)
    return number[labels]


def at_border(labels: np.ndarray) -> np.ndarray:
    """Return which regions touch the frame, shape (regions,) bool; they may be cut."""
    touching = np.zeros(labels.max(initial=0) + 1, bool)
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        touching[edge] = True
    return touching[1:]


def clear_border(labels: np.ndarray) -> np.ndarray:
    """Drop the regions that touch the frame; number the others anew in the same order."""
    return keep(labels, ~at_border(labels))


def remove_small(labels: np.ndarray, min_area: float) -> np.ndarray:
    """Drop the regions of fewer than `min_area` pixels."""
    return keep(labels, areas(labels) >= min_area)


def split_touching(mask: np.ndarray, min_distance: int = 5, connectivity: Literal[1, 2] = 2) -> np.ndarray:
    """Number the regions of a mask, and cut those that look like several round ones that touch.

    The distance to the background has a summit in the middle of each particle; a watershed floods from the
    summits and cuts where the floods meet, at the necks.

    Parameters
    ----------
    mask : numpy.ndarray of bool
        Shape (rows, columns).
    min_distance : int
        Summits closer than this, in pixels, count as one: about the radius of the smallest particle.
    connectivity : {1, 2}
        As in `label_regions`.

    Returns
    -------
    numpy.ndarray of int32
        Same shape. Every region of the mask has at least one label.

    References
    ----------
    S. Beucher and C. Lantuejoul, Use of watersheds in contour detection, Int. Workshop on Image Processing
    (1979).
    """
    from skimage.feature import peak_local_max
    from skimage.segmentation import watershed

    whole = label_regions(mask, connectivity)
    # Pixels make small false summits; a slight blur removes them.
    distance = ndimage.gaussian_filter(ndimage.distance_transform_edt(mask).astype(np.float32), 1) * mask
    # For all regions at once: with labels, scikit-image looks at one after the other, which takes ten times
    # as long. A summit that is lost to one of another region comes back below.
    summits = peak_local_max(distance, min_distance=min_distance, threshold_abs=0, exclude_border=False)
    peaks = np.zeros(mask.shape, bool)
    peaks[tuple(summits.T)] = True
    # Where a region has no summit, because it is flat or too near another, its highest pixel does.
    without = np.setdiff1d(whole, np.append(whole[peaks], 0))
    peaks[tuple(np.array(ndimage.maximum_position(distance, whole, without), int).reshape(-1, 2).T)] = True
    markers = np.zeros(mask.shape, np.int32)
    markers[peaks] = np.arange(1, np.count_nonzero(peaks) + 1)
    labels = watershed(-distance, markers, mask=mask, connectivity=connectivity)
    return labels.astype(np.int32, copy=False)


def measure(
    labels: np.ndarray, image: np.ndarray, pixel_size: float | None = None, at_most: int = MAX_MEASURED
) -> dict[str, np.ndarray]:
    """Measure regions: the numbers of scikit-image's `regionprops`, for all regions at once.

    Sums over pixels are `numpy.bincount`'s: in the browser scikit-image takes about a millisecond for each
    region, and this few for all of them.

    Parameters
    ----------
    labels : numpy.ndarray of int32
        Shape (rows, columns).
    image : numpy.ndarray
        Same shape, real.
    pixel_size : float, optional
        Edge of a pixel in a unit of length. Lengths and areas are in that unit and its square, in pixels by
        default.
    at_most : int
        Of more regions than this, the largest are measured.

    Returns
    -------
    dict of str to numpy.ndarray
        Equally long columns, sorted by ``label``: ``label``, ``area``, ``equivalent_diameter`` (of the circle
        of this area), ``feret_diameter`` (the greatest extent, see `imaging.feret`), ``major_axis`` and
        ``minor_axis`` (of the ellipse with the same second moments), ``eccentricity`` (0 a circle, 1 a line),
        ``centroid_row`` and ``centroid_column`` (always in pixels), ``mean_intensity``.

    References
    ----------
    W. Burger and M. J. Burge, Principles of Digital Image Processing: Core Algorithms, Springer 2009,
    chapter 2.
    """
    sizes = areas(labels)
    chosen = np.flatnonzero(sizes)
    if len(chosen) > at_most:
        chosen = np.sort(np.argsort(-sizes, kind="stable")[:at_most])
    place = np.full(len(sizes) + 1, -1)
    place[chosen + 1] = np.arange(len(chosen))
    where = np.flatnonzero(labels)
    region = place[labels.ravel()[where]]
    if len(chosen) < len(sizes):
        where, region = where[region >= 0], region[region >= 0]
    area = sizes[chosen].astype(np.float64)
    unit = 1.0 if pixel_size is None else pixel_size

    def mean(values: np.ndarray) -> np.ndarray:
        return np.bincount(region, values, len(chosen)) / area

    row, column = np.divmod(where, labels.shape[1])
    centre_row, centre_column = mean(row), mean(column)
    down, across = row - centre_row[region], column - centre_column[region]
    major, minor = _ellipse(mean(down * down), mean(down * across), mean(across * across))
    return {
        "label": (chosen + 1).astype(np.int32),
        "area": area * unit**2,
        "equivalent_diameter": np.sqrt(4 * area / np.pi) * unit,
        "feret_diameter": feret_diameters(labels, chosen + 1) * unit,
        "major_axis": major * unit,
        "minor_axis": minor * unit,
        "eccentricity": np.sqrt(1 - (minor / np.where(major > 0, major, 1)) ** 2) * (major > 0),
        "centroid_row": centre_row,
        "centroid_column": centre_column,
        "mean_intensity": mean(image.ravel()[where].astype(np.float64)),
    }


def _ellipse(rows: np.ndarray, mixed: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the longer and the shorter axes of ellipses that have these second central moments per pixel."""
    middle, half = (rows + columns) / 2, np.hypot((rows - columns) / 2, mixed)
    # A line of pixels has no width, but for rounding.
    narrow = np.where(half < middle * (1 - 1e-12), middle - half, 0)
    return 4 * np.sqrt(middle + half), 4 * np.sqrt(narrow)
