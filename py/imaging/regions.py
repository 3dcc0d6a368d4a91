"""Connected regions of a mask: number them, choose among them, measure them.

Labels are int32 images: 0 is background, region i has the value i, and i runs from 1 without gaps.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from skimage import segmentation
from skimage.measure import label, regionprops_table

from imaging.feret import feret_diameters

#: More regions are noise, and scikit-image needs about a millisecond for each in the browser.
MAX_MEASURED = 500

#: Columns of `measure` by scikit-image's names, and the power of length each has.
_PROPERTIES = {
    "label": ("label", 0),
    "area": ("area", 2),
    "equivalent_diameter_area": ("equivalent_diameter", 1),
    "axis_major_length": ("major_axis", 1),
    "axis_minor_length": ("minor_axis", 1),
    "eccentricity": ("eccentricity", 0),
    "centroid-0": ("centroid_row", 0),
    "centroid-1": ("centroid_column", 0),
    "intensity_mean": ("mean_intensity", 0),
}


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
    return label(mask, connectivity=connectivity).astype(np.int32, copy=False)


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


def clear_border(labels: np.ndarray) -> np.ndarray:
    """Drop the regions that touch the frame, as they may be cut; number the others anew in the same order."""
    inside = np.zeros(labels.max(initial=0) + 1, bool)
    inside[segmentation.clear_border(labels)] = True
    return keep(labels, inside[1:])


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
    from scipy import ndimage
    from skimage.feature import peak_local_max

    whole = label_regions(mask, connectivity)
    # Pixels make small false summits; a slight blur removes them.
    distance = ndimage.gaussian_filter(ndimage.distance_transform_edt(mask).astype(np.float32), 1)
    summits = peak_local_max(distance, min_distance=min_distance, labels=whole, exclude_border=False)
    peaks = np.zeros(mask.shape, bool)
    peaks[tuple(summits.T)] = True
    # A region that is flat has no summit; any of its pixels does.
    without = np.setdiff1d(whole, np.append(whole[peaks], 0))
    peaks[tuple(np.array(ndimage.maximum_position(distance, whole, without), int).reshape(-1, 2).T)] = True
    markers = np.zeros(mask.shape, np.int32)
    markers[peaks] = np.arange(1, np.count_nonzero(peaks) + 1)
    labels = segmentation.watershed(-distance, markers, mask=mask, connectivity=connectivity)
    return labels.astype(np.int32, copy=False)


def measure(
    labels: np.ndarray, image: np.ndarray, pixel_size: float | None = None, at_most: int = MAX_MEASURED
) -> dict[str, np.ndarray]:
    """Measure regions with scikit-image.

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
    """
    sizes = areas(labels)
    if len(sizes) > at_most:
        largest = np.argsort(-sizes, kind="stable")[:at_most]
        measured = np.zeros(len(sizes) + 1, bool)
        measured[largest + 1] = True
        labels = np.where(measured[labels], labels, 0)
    unit = 1.0 if pixel_size is None else pixel_size
    names = list(dict.fromkeys(name.partition("-")[0] for name in _PROPERTIES))
    table = regionprops_table(labels, image, properties=names)
    columns = {
        ours: table[theirs] * unit**power if power else table[theirs]
        for theirs, (ours, power) in _PROPERTIES.items()
    }
    columns["label"] = columns["label"].astype(np.int32)
    columns["feret_diameter"] = feret_diameters(labels)[columns["label"] - 1] * unit
    return columns
