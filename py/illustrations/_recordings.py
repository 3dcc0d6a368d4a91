"""Recordings that more than one figure shows and that are no sample of a demo: small and seeded."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import ndimage


@cache
def digit() -> np.ndarray:
    """Return a handwritten 3 of 8 x 8 pixels, uint8 from 0 to 16."""
    corners = np.array([[10, 18], [6, 32], [14, 44], [26, 40], [30, 30], [36, 44], [50, 44], [58, 30],
                        [52, 16]])
    large = np.zeros((64, 64))
    for start, end in zip(corners[:-1], corners[1:], strict=True):
        for part in np.linspace(0, 1, 60):
            row, column = (start * (1 - part) + end * part).astype(int)
            large[row - 2 : row + 3, column - 2 : column + 3] = 1
    blurred = ndimage.gaussian_filter(large, 1.5).reshape(8, 8, 8, 8).mean(axis=(1, 3))
    return np.rint(16 * blurred / blurred.max()).astype(np.uint8)


@cache
def spectrum_image(n: int = 64, channels: int = 256) -> tuple[np.ndarray, np.ndarray]:
    """Return electron counts (rows, columns, channels) and the energy of each channel in eV.

    Pillars of carbon stand in an oxide on vacuum: a background that falls with the third power of the energy,
    and edges at 284 eV (carbon) and 532 eV (oxygen).
    """
    energy = np.linspace(200, 800, channels)
    row, column = np.mgrid[:n, :n]
    carbon = ((column // 12) % 2 == 0) * 1.0
    oxide = (1 - carbon) * (row < 0.7 * n)
    expected = 20 * np.multiply.outer(0.1 + 0.9 * (carbon + oxide), (energy / 200) ** -3)
    for where, onset, strength in ((carbon, 284, 2.0), (oxide, 532, 1.2)):
        edge = np.where(energy >= onset, strength * (energy / onset) ** -2.5, 0)
        expected += np.multiply.outer(where, edge)
    return np.random.default_rng(14).poisson(expected).astype(np.uint16), energy


@cache
def colour_scene(n: int = 256) -> np.ndarray:
    """Return a scene in red, green, blue, (n, n, 3) from 0 to 1: colour wheel, stripes, spots, grey ramp."""
    row, column = np.mgrid[:n, :n].astype(float)
    scene = np.full((n, n, 3), 0.5)
    down, across = row - 0.3 * n, column - 0.3 * n
    hue = np.arctan2(down, across)[..., None] / (2 * np.pi) * 6
    wheel = np.clip(abs((hue + np.array([0, 4, 2])) % 6 - 3) - 1, 0, 1)
    radius = np.hypot(down, across)[..., None] / (0.24 * n)
    scene = np.where(radius < 1, 1 - (1 - wheel) * radius, scene)
    stripes = 0.5 + 0.5 * np.cos(np.pi * 1.05 * (column - 0.55 * n) ** 2 / n)
    scene[(column > 0.55 * n) & (row < 0.5 * n)] = stripes[(column > 0.55 * n) & (row < 0.5 * n), None]
    spots = np.stack([np.exp(-((row - 0.75 * n) ** 2 + (column - c * n) ** 2) / (2 * (0.09 * n) ** 2))
                      for c in (0.2, 0.3, 0.4)], -1)
    scene = np.where(((row > 0.56 * n) & (column < 0.55 * n))[..., None], spots, scene)
    ramp = np.clip((column - 0.55 * n) / (0.45 * n), 0, 1)[..., None]
    return np.where(((row > 0.6 * n) & (column >= 0.55 * n))[..., None], ramp, scene)


@cache
def scanned_frames(side: int = 24, frame: int = 32, dose: float = 200) -> np.ndarray:
    """Return a 4D-STEM scan of counts, (side, side, frame, frame).

    A field that points away from the middle of the scan shifts the direct beam; where the sample is thicker,
    a ring appears round it.
    """
    down, across = (np.mgrid[:side, :side] - side / 2) / (side / 2)
    thickness = np.exp(-3 * (down**2 + across**2))[..., None, None]
    row, column = np.mgrid[:frame, :frame] - frame / 2 + 0.5
    shifts = (4 * along[..., None, None] * thickness for along in (down, across))
    radius = np.hypot(*(at - shift for at, shift in zip((row, column), shifts, strict=True)))
    expected = 1 / (1 + np.exp((radius - 6) / 0.5)) + 0.08 * thickness * np.exp(-(((radius - 11) / 1.5) ** 2))
    expected /= expected.sum(axis=(2, 3), keepdims=True)
    return np.random.default_rng(25).poisson(dose * expected).astype(np.uint16)
