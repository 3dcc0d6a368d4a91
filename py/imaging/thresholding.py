"""Histograms, thresholds, and Otsu's choice of one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

#: An integer image whose values span more than this is binned like one of floats.
MAX_INTEGER_BINS = 2**20


class Histogram(NamedTuple):
    """Counts of pixels by value.

    Attributes
    ----------
    counts : numpy.ndarray of int64
        Shape (bins,).
    centres : numpy.ndarray of float64
        Shape (bins,), middle of each bin.
    edges : numpy.ndarray of float64
        Shape (bins + 1,).
    """

    counts: np.ndarray
    centres: np.ndarray
    edges: np.ndarray


def histogram(image: np.ndarray, bins: int = 256) -> Histogram:
    """Count the pixels of an image by value.

    Parameters
    ----------
    image : numpy.ndarray
        Real and finite, not empty.
    bins : int
        Bins between the smallest and the largest value. Integer images whose values span at most
        `MAX_INTEGER_BINS` have one bin per value instead, and an image of one value has one bin, as in
        scikit-image's thresholds.

    Raises
    ------
    ValueError
        If the image is empty.
    """
    if image.size == 0:
        raise ValueError("an image without pixels has no histogram")
    if image.dtype == bool:
        image = image.view(np.uint8)
    low, high = image.min(), image.max()
    if image.dtype.kind in "iu" and int(high) - int(low) < MAX_INTEGER_BINS:
        # Differences can leave the range of a signed type; as unsigned numbers they wrap to the right value.
        unsigned = np.dtype(f"u{image.itemsize}")
        offsets = image.ravel().view(unsigned) - np.array([low]).view(unsigned)
        counts = np.bincount(offsets.astype(np.intp))
        centres = np.arange(int(low), int(high) + 1, dtype=np.float64)
        edges = np.arange(len(counts) + 1) + (int(low) - 0.5)
    elif low == high:
        counts, centres = np.array([image.size]), np.array([low])
        edges = np.array([low - 0.5, low + 0.5])
    else:
        if image.dtype.kind == "f":
            # A range so narrow that rounding would merge bins gets empty room above it.
            high = max(high, low + 2 * bins * np.spacing(max(abs(low), abs(high))))
        counts, edges = np.histogram(image, bins, range=(low, high))
        centres = (edges[:-1] + edges[1:]) / 2
    # Types are given, as numpy's own choice in the browser is 32 bits wide.
    return Histogram(counts.astype(np.int64), centres.astype(np.float64), edges.astype(np.float64))


def coarsened(fine: Histogram, at_most: int) -> Histogram:
    """Merge neighbouring bins, equally many into each new one, so that at most `at_most` bins are left.

    The last bin is filled up with empty room above the largest value, so that all are equally wide.
    """
    group = -(-len(fine.counts) // at_most)
    if group <= 1:
        return fine
    bins = -(-len(fine.counts) // group)
    counts = np.add.reduceat(fine.counts, np.arange(0, len(fine.counts), group))
    width = (fine.edges[1] - fine.edges[0]) * group
    edges = fine.edges[0] + width * np.arange(bins + 1)
    return Histogram(counts, (edges[:-1] + edges[1:]) / 2, edges)


def otsu_threshold(counts: np.ndarray, centres: np.ndarray) -> float:
    """Return the threshold that separates two classes best.

    It maximises the variance between the classes, w0 w1 (m0 - m1)^2, with w the number of pixels at most and
    above the threshold and m their means; of several best it is the lowest. The two classes should have
    similar spreads and not too different sizes, and the background should be even.

    Parameters
    ----------
    counts, centres : numpy.ndarray
        Shape (bins,): a histogram, by `histogram` for the result of scikit-image's `threshold_otsu`.

    Returns
    -------
    float
        The centre of a bin; pixels above it are one class. With one bin, its centre.

    References
    ----------
    N. Otsu, A threshold selection method from gray-level histograms, IEEE Trans. Syst. Man Cybern. 9 (1979)
    62-66, https://doi.org/10.1109/TSMC.1979.4310076
    """
    if len(counts) == 1:
        return float(centres[0])
    counts = counts.astype(np.float64)
    moments = counts * centres
    below, above = np.cumsum(counts)[:-1], np.cumsum(counts[::-1])[-2::-1]
    # Without pixels on one side the weight is 0, whatever the mean.
    mean_below = np.cumsum(moments)[:-1] / np.maximum(below, 1)
    mean_above = np.cumsum(moments[::-1])[-2::-1] / np.maximum(above, 1)
    between = below * above * (mean_below - mean_above) ** 2
    return float(centres[np.argmax(between)])


def threshold_mask(
    image: np.ndarray, low: float, high: float | None = None, invert: bool = False
) -> np.ndarray:
    """Return the pixels above `low`, and at most `high` if that is given.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.
    low, high : float
        low < value <= high, so that bands that share a limit do not share a pixel.
    invert : bool
        Return all the other pixels instead.

    Returns
    -------
    numpy.ndarray of bool
        Same shape.

    Raises
    ------
    ValueError
        If `low` > `high`.
    """
    if high is not None and low > high:
        raise ValueError(f"the lower threshold, {low}, is larger than the upper, {high}")
    if high is None:
        return image <= low if invert else image > low
    mask = image > low
    mask &= image <= high
    return ~mask if invert else mask
