"""The colours of screens: sRGB, linear light, and CIE L*a*b*.

Functions of colours take and return arrays whose last axis is the three channels; sRGB and linear light run
from 0 to 1.
"""

from __future__ import annotations

import numpy as np

#: From linear sRGB to CIE XYZ, white point D65 (IEC 61966-2-1).
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375],
                   [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])
#: XYZ of white, r = g = b = 1, so that greys have exactly a* = b* = 0.
WHITE = TO_XYZ.sum(axis=1)


def to_linear(srgb: np.ndarray) -> np.ndarray:
    """Return linear light, proportional to what a pixel emits, of sRGB values.

    References
    ----------
    IEC 61966-2-1; https://www.w3.org/Graphics/Color/sRGB
    """
    srgb = np.asarray(srgb, np.float64)
    return np.where(srgb <= 0.04045, srgb / 12.92, ((np.maximum(srgb, 0) + 0.055) / 1.055) ** 2.4)


def from_linear(light: np.ndarray) -> np.ndarray:
    """Return sRGB values of linear light; the inverse of `to_linear`."""
    light = np.asarray(light, np.float64)
    return np.where(light <= 0.0031308, light * 12.92,
                    1.055 * np.maximum(light, 0.0031308) ** (1 / 2.4) - 0.055)


def to_lab(srgb: np.ndarray) -> np.ndarray:
    """Return CIE L*a*b* (white point D65) of sRGB colours.

    L* is lightness as it is perceived, 0 for black to 100 for white; a* runs from green to red, b* from blue
    to yellow.

    Parameters
    ----------
    srgb : numpy.ndarray
        Shape (..., 3).

    Returns
    -------
    numpy.ndarray of float64
        Shape (..., 3).
    """
    ratio = to_linear(srgb) @ TO_XYZ.T / WHITE
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def from_lab(lab: np.ndarray) -> np.ndarray:
    """Return sRGB colours of CIE L*a*b*; the inverse of `to_lab`. Outside 0 to 1 no screen can show them."""
    lightness, a, b = np.moveaxis(np.asarray(lab, np.float64), -1, 0)
    y = (lightness + 16) / 116
    root = np.stack([y + a / 500, y, y - b / 200], axis=-1)
    ratio = np.where(root > 6 / 29, root**3, 3 * (6 / 29) ** 2 * (root - 4 / 29))
    return from_linear((ratio * WHITE) @ np.linalg.inv(TO_XYZ).T)
