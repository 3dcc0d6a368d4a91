"""Lattice fringes, and the moiré that a coarse scan makes of them.

Frequencies are (row, column) in cycles per pixel of the image, steps in pixels, and angles in degrees from
the image's axes to those of the scan, clockwise on the screen.
"""

from __future__ import annotations

import numpy as np
from numpy import fft
from scipy import ndimage

#: Sine of the smallest angle between two kinds of fringe.
APART = 0.3
#: A wave must fit in so often to be called a fringe.
PERIODS = 4
#: Height of a peak over the root mean square amplitude, below which it is noise.
PEAK = 6.0


def fringes(image: np.ndarray) -> np.ndarray:
    """Find the strongest lattice fringes, and the strongest that cross them.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.

    Returns
    -------
    numpy.ndarray of float64
        Shape (k, 2) with k = 0, 1 or 2: their frequencies, strongest first, with row >= 0. They are the
        highest peaks of the Fourier transform under a Hann window, refined between its elements.
    """
    rows, columns = image.shape
    if min(rows, columns) < 2 * PERIODS:
        return np.empty((0, 2))
    window = np.outer(*(np.hanning(n + 2)[1:-1] for n in image.shape))
    values = (image - np.average(image, weights=window)) * window
    amplitude = np.abs(fft.rfft2(values.astype(np.float32)))
    fy, fx = fft.fftfreq(rows)[:, None], fft.rfftfreq(columns)
    amplitude[np.hypot(fy * rows, fx * columns) < PERIODS] = 0
    floor = PEAK * np.sqrt(np.mean(np.square(amplitude, dtype=np.float64)))
    floor = max(floor, 1e-6 * float(np.abs(image).max()) * image.size)  # rounding of a constant image
    found: list[np.ndarray] = []
    while len(found) < 2:
        row, column = np.unravel_index(np.argmax(amplitude), amplitude.shape)
        if not amplitude[row, column] > floor:
            break
        peak = _refined(values, np.array([fy[row, 0], fx[column]]))
        found.append(peak if peak[0] > 0 or (peak[0] == 0 and peak[1] > 0) else -peak)
        sine = np.abs(fy * peak[1] - fx * peak[0]) / np.maximum(np.hypot(fy, fx) * np.hypot(*peak), 1e-12)
        amplitude[sine < APART] = 0
    return np.array(found).reshape(-1, 2)


def _refined(values: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Climb to the maximum of the continuous Fourier transform near `start`, within an element of the FFT."""
    best, offsets = start.astype(np.float64), np.arange(-3, 4)
    rows, columns = map(np.arange, values.shape)
    step = 1 / (3 * np.array(values.shape))
    for _ in range(4):
        candidates = [centre + offsets * size for centre, size in zip(best, step, strict=True)]
        down, right = (np.exp(-2j * np.pi * np.outer(f, x)) for f, x in zip(candidates, (rows, columns),
                                                                            strict=True))
        power = np.abs((down @ values) @ right.T)
        i, j = np.unravel_index(np.argmax(power), power.shape)
        best = np.array([candidates[0][i], candidates[1][j]])
        step = step / 3
    return best


def turned(degrees: float) -> np.ndarray:
    """Return the matrix whose columns are the axes (down, right) of a scan, as (row, column) of the image."""
    c, s = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    return np.array([[c, s], [-s, c]])


def scan_points(shape: tuple[int, int], step: float, degrees: float) -> np.ndarray:
    """Return the places of a square scan about the middle of an image, as large as fits inside.

    Parameters
    ----------
    shape : (rows, columns)
        Of the image.
    step : float
        Distance of points, more than 0.
    degrees : float
        By which the scan is turned.

    Returns
    -------
    numpy.ndarray of float64
        Shape (2, n, n), row and column of each point.

    Raises
    ------
    ValueError
        If `step` is not positive.
    """
    if not step > 0:
        raise ValueError(f"the step is {step}; it must be more than 0")
    axes = turned(degrees)
    side = (min(shape) - 1) / np.abs(axes[0]).sum()
    n = int(side / step + 1e-9) + 1
    place = (np.arange(n) - (n - 1) / 2) * step
    middle = (np.array(shape) - 1) / 2
    return middle[:, None, None] + axes[:, :1, None] * place[:, None] + axes[:, 1:, None] * place


def sampled(coefficients: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return an image at places between its pixels, by cubic B-splines.

    Parameters
    ----------
    coefficients : numpy.ndarray
        `imaging.profiles.spline_coefficients` of order 3.
    places : numpy.ndarray
        Shape (2, ...), inside the image.

    Returns
    -------
    numpy.ndarray of float32
        Shape places.shape[1:].
    """
    return ndimage.map_coordinates(coefficients, places, np.float32, order=3, mode="reflect", prefilter=False)


def folded(frequencies: np.ndarray, step: float, degrees: float) -> np.ndarray:
    """Return the frequencies at which fringes appear in a scan: those of the moiré.

    Parameters
    ----------
    frequencies : numpy.ndarray
        Shape (k, 2), of the fringes.
    step, degrees : float
        Of the scan.

    Returns
    -------
    numpy.ndarray of float64
        Shape (k, 2), along the axes of the scan (down, right), still in cycles per pixel of the image. Each
        lies within half a cycle per step, where a scan shows frequencies as they are.

    References
    ----------
    D. Su, Y. Zhu, Scanning moire fringe imaging by scanning transmission electron microscopy,
    Ultramicroscopy 110 (2010) 229, https://doi.org/10.1016/j.ultramic.2009.11.015
    """
    turns = np.asarray(frequencies, np.float64) @ turned(degrees) * step
    return (turns - np.round(turns)) / step
