"""Values along a line through an image, and across it.

Places are (row, column) in pixels, and whole numbers are centres of pixels.
"""

from __future__ import annotations

import numpy as np
from numpy import fft
from scipy import ndimage

#: Nearest pixel, linear, cubic B-splines.
ORDERS = (0, 1, 3)


def along(points: np.ndarray, sampling: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return equidistant places on a polyline, from its first point on.

    Parameters
    ----------
    points : array_like
        Shape (m, 2), m >= 1: the corners, (row, column) in pixels.
    sampling : float
        Samples per pixel of length.

    Returns
    -------
    distances : numpy.ndarray of float64
        Shape (n,), in pixels: 0, 1 / sampling, 2 / sampling, ... up to the length of the line.
    places : numpy.ndarray of float64
        Shape (2, n), rows and columns.
    normals : numpy.ndarray of float64
        Shape (2, n), unit vectors across the line, a quarter turn clockwise on the screen from its direction.
        A line without length has one sample, whose normal points down.

    Raises
    ------
    ValueError
        If `sampling` is not positive.
    """
    if not sampling > 0:
        raise ValueError(f"sampling is {sampling}; it must be more than 0")
    corners = np.asarray(points, np.float64)
    legs = np.diff(corners, axis=0)
    lengths = np.hypot(*legs.T)
    starts, legs, lengths = corners[:-1][lengths > 0], legs[lengths > 0], lengths[lengths > 0]
    if not len(lengths):
        return np.zeros(1), corners[:1].T.copy(), np.array([[1.0], [0.0]])
    ends = np.cumsum(lengths)
    distances = np.arange(int(ends[-1] * sampling + 1e-9) + 1) / sampling
    leg = np.minimum(np.searchsorted(ends, distances, side="right"), len(ends) - 1)
    directions = legs / lengths[:, None]
    places = starts[leg] + (distances - (ends - lengths)[leg])[:, None] * directions[leg]
    normals = np.stack([directions[leg, 1], -directions[leg, 0]])
    return distances, places.T, normals


def spline_coefficients(image: np.ndarray, order: int) -> np.ndarray:
    """Return what `straightened` interpolates: for order 3 coefficients of a cubic spline, else the image.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.
    order : {0, 1, 3}

    Returns
    -------
    numpy.ndarray of float32
        Same shape. Beyond its edges the image is reflected.

    Raises
    ------
    ValueError
        For another order.
    """
    if order not in ORDERS:
        raise ValueError(f"order is {order!r}; allowed are {', '.join(map(str, ORDERS))}")
    if order == 3:
        return ndimage.spline_filter(image, 3, output=np.float32, mode="reflect")
    return np.asarray(image, np.float32)


def straightened(coefficients: np.ndarray, places: np.ndarray, normals: np.ndarray, width: int,
                 order: int) -> np.ndarray:
    """Return the neighbourhood of a line, bent straight.

    Parameters
    ----------
    coefficients : numpy.ndarray
        `spline_coefficients` of the image for that order.
    places, normals : numpy.ndarray
        Shape (2, n), of `along`.
    width : int
        Pixels across the line, at least 1.
    order : {0, 1, 3}
        Nearest pixel, linear, cubic B-splines.

    Returns
    -------
    numpy.ndarray of float32
        Shape (width, n). Row k lies (width - 1) / 2 - k pixels to the left of the line, as one walks along
        it; the mean over the rows is `skimage.measure.profile_line` of that line width.
    """
    strip = np.empty((width, places.shape[1]), np.float32)
    for row, offset in zip(strip, np.arange(width) - (width - 1) / 2, strict=True):
        ndimage.map_coordinates(coefficients, places + offset * normals, output=row, order=order,
                                mode="reflect", prefilter=False)
    return strip


def outline(points: np.ndarray, width: float) -> np.ndarray:
    """Return the border of a band along a polyline.

    Parameters
    ----------
    points : array_like
        Shape (m, 2), the corners of the line.
    width : float
        Of the band, in pixels.

    Returns
    -------
    numpy.ndarray of float64
        Shape (k, 2), (row, column) along one side and back along the other, closed; at a corner of the line
        each leg has an end of its own.
    """
    corners = np.asarray(points, np.float64)
    legs = np.diff(corners, axis=0)
    lengths = np.hypot(*legs.T)[:, None]
    normals = np.divide(legs[:, ::-1] * [1, -1], lengths, out=np.zeros_like(legs), where=lengths > 0)
    ends = np.stack([corners[:-1], corners[1:]], axis=1)
    offset = width / 2 * normals[:, None]
    left, right = ((ends + side * offset).reshape(-1, 2) for side in (-1, 1))
    return np.concatenate([left, right[::-1], left[:1]])


def share_beyond(profile: np.ndarray, rate: float, sampling: float) -> float:
    """Return what part of a profile's variance is too fine for a lower sampling.

    Parameters
    ----------
    profile : numpy.ndarray
        Shape (n,), real, sampled finely.
    rate : float
        Samples per pixel of that profile.
    sampling : float
        Samples per pixel that are in question. They carry frequencies below sampling / 2.

    Returns
    -------
    float
        Power at frequencies of sampling / 2 and more over the whole, 0 to 1, the mean left out and the ends
        tapered by a Hann window; 0 for a constant profile.
    """
    values = profile.astype(np.float64)
    window = np.hanning(values.size + 2)[1:-1]
    values -= np.average(values, weights=window)
    power = np.square(np.abs(fft.rfft(values * window)))
    power[0] = 0
    if values.size % 2 == 0:
        power[-1] /= 2  # the others stand for two frequencies each, one of them negative
    total = power.sum()
    # Rounding of float32 makes a constant profile vary.
    if total <= values.size**2 * (1e-6 * float(np.abs(profile).max())) ** 2:
        return 0.0
    return float(power[fft.rfftfreq(values.size, 1 / rate) >= sampling / 2].sum() / total)
