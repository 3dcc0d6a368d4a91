"""What off-axis electron holograms have in common.

A charged wire, the biprism, tilts the wave that went through the object and the wave that went past it
towards each other. With the object wave a exp(i phi), the reference wave 1, the carrier k of the fringes
(cycles per pixel, along rows and columns) and their visibility V in vacuum, a pixel at r receives on average

    dose * envelope * ((1 + a^2) / 2 + V a cos(2 pi k . r + phi))

electrons. The envelope is the illumination, which falls off slowly towards the upper and the lower edge.
"""

from __future__ import annotations

import numpy as np

from samples._geometry import coordinates

PERIOD_PX = 6.0
DEGREES = 35.0
VISIBILITY = 0.55
PIXEL_SIZE_NM = 0.4


def carrier() -> np.ndarray:
    """Return the frequency (row, column) of the fringes in cycles per pixel: they run down to the right."""
    angle = np.deg2rad(DEGREES)
    return np.array([np.sin(angle), np.cos(angle)]) / PERIOD_PX


def envelope(n: int) -> np.ndarray:
    """Return the illumination of a frame of n x n pixels, 1 in the middle row."""
    row, _ = coordinates(n)
    return np.exp(-(((row - n / 2) / (0.9 * n)) ** 4))


def expected(wave: np.ndarray, dose: float) -> np.ndarray:
    """Return the mean counts of the hologram of an object wave.

    Parameters
    ----------
    wave : numpy.ndarray of complex128
        Shape (n, n), 1 in vacuum.
    dose : float
        Mean count of vacuum in the middle row.

    Returns
    -------
    numpy.ndarray of float64
        Shape (n, n).
    """
    n = len(wave)
    row, column = coordinates(n)
    ky, kx = carrier()
    fringes = np.exp(2j * np.pi * (ky * row + kx * column))
    counts = (1 + np.abs(wave) ** 2) / 2 + VISIBILITY * (wave * fringes).real
    return dose * envelope(n) * counts
