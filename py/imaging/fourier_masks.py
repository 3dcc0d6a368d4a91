"""Masks in Fourier space that are not rings: wedges and discs, on the whole plane of frequencies.

The plane has the shape of the image and frequency zero at [rows // 2, columns // 2], as `numpy.fft.fftshift`
has it. Frequencies are (fy, fx) in cycles per longest side: those in cycles per pixel times the longest side.

A mask M that is real but not the same at k and at -k makes of a real image a complex one. Its real part is
what the symmetric part of the mask, (M(k) + M(-k)) / 2, makes, and its imaginary part what the antisymmetric
part makes; so half-planes do for both (see `parts`).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from imaging.fourier import smooth_edge

#: Directions this close to the edge of a wedge, in cycles, lie on it: rounding would decide otherwise.
ON_EDGE = 1e-3


def plane_frequencies(shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return fy, shape (rows, 1), and fx, shape (1, columns), of the plane of an image, both increasing."""
    fy, fx = ((np.arange(n) - n // 2) * (max(shape) / n) for n in shape)
    return fy[:, None], fx[None, :]


def wedge(shape: tuple[int, int], angle: float, opening: float) -> np.ndarray:
    """Return which frequencies have directions in a wedge.

    Parameters
    ----------
    shape : (rows, columns)
        Of the image.
    angle : float
        Middle of the wedge, in degrees from the direction of rows to the right, counter-clockwise.
    opening : float
        Between its two edges, which belong to it, in degrees, 0 to 180.

    Returns
    -------
    numpy.ndarray of float32
        Shape `shape`, 0 or 1. Frequency zero, which has no direction, is 1.

    Raises
    ------
    ValueError
        For another opening.
    """
    if not 0 <= opening <= 180:
        raise ValueError(f"the opening is {opening} degrees; allowed is 0 to 180")
    fy, fx = plane_frequencies(shape)
    first, last = np.deg2rad([angle - opening / 2, angle + opening / 2])
    # Rows go downwards, angles count upwards: y = -fy.
    after = np.cos(first) * -fy - np.sin(first) * fx >= -ON_EDGE
    before = np.cos(last) * fy + np.sin(last) * fx >= -ON_EDGE
    inside = after & before
    if opening < 90:  # both hold on the edge and behind it, too, if the wedge is narrow
        middle = np.deg2rad(angle)
        inside &= np.cos(middle) * fx - np.sin(middle) * fy >= 0
    return inside.astype(np.float32)


def discs(shape: tuple[int, int], centres: Iterable[tuple[float, float]], radius: float,
          soft: float = 0.0) -> np.ndarray:
    """Return the union of discs.

    Parameters
    ----------
    shape : (rows, columns)
        Of the image.
    centres : iterable of (fy, fx)
        In cycles per longest side. What lies beyond the plane is cut off.
    radius : float
        Of all discs, in cycles per longest side.
    soft : float
        Width of their edges, as in `imaging.fourier.pass_mask`; at most the diameter.

    Returns
    -------
    numpy.ndarray of float32
        Shape `shape`, 1 inside. Where soft edges overlap, the larger value counts.
    """
    fy, fx = plane_frequencies(shape)
    mask = np.zeros(shape, np.float32)
    soft = min(soft, 2 * radius)
    reach = radius + soft / 2
    for y, x in centres:
        rows = slice(*np.searchsorted(fy[:, 0], (y - reach, y + reach)) + (0, 1))
        columns = slice(*np.searchsorted(fx[0], (x - reach, x + reach)) + (0, 1))
        distance = np.hypot(fy[rows] - y, fx[:, columns] - x).astype(np.float32)
        part = mask[rows, columns]
        np.maximum(part, smooth_edge(distance, radius, soft), out=part)
    return mask


def mirrored(plane: np.ndarray) -> np.ndarray:
    """Return a plane with the value of -k at each frequency k, that of the discrete transform."""
    # Of an even length, the first frequency is its own mirror image.
    shift = tuple(1 - n % 2 for n in plane.shape)
    return np.roll(plane[::-1, ::-1], shift, axis=(0, 1))


def half_plane(plane: np.ndarray) -> np.ndarray:
    """Return the half of a plane that `imaging.fourier.spectrum` has, shape (rows, columns // 2 + 1)."""
    columns = plane.shape[1]
    shifted = np.fft.ifftshift(plane, axes=0)
    middle = columns // 2
    half = shifted[:, middle:]
    if columns % 2 == 0:  # the frequency of half the columns stands first
        half = np.concatenate([half, shifted[:, :1]], axis=1)
    return np.ascontiguousarray(half)


def parts(plane: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the half-planes of the symmetric and the antisymmetric part of a mask.

    Parameters
    ----------
    plane : numpy.ndarray of float32
        A mask on the whole plane.

    Returns
    -------
    symmetric, antisymmetric : numpy.ndarray of float32
        (M(k) + M(-k)) / 2 and (M(k) - M(-k)) / 2, shape (rows, columns // 2 + 1).
    """
    here, there = half_plane(plane), half_plane(mirrored(plane))
    return (here + there) / 2, (here - there) / 2
