"""Coordinates, lattices and atomic columns that several samples are drawn with."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def coordinates(rows: int, columns: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return the row and the column number of every pixel, two float arrays (square by default)."""
    row, column = np.mgrid[:rows, : rows if columns is None else columns].astype(float)
    return row, column


def rotation(degrees: float) -> np.ndarray:
    """Return the 2x2 matrix that turns (row, column) vectors by an angle."""
    angle = np.deg2rad(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def standardised(values: np.ndarray) -> np.ndarray:
    """Return the values with mean 0 and standard deviation 1."""
    return (values - values.mean()) / values.std()


def lattice(
    n: int, a: ArrayLike, b: ArrayLike, origin: ArrayLike = (0.0, 0.0), margin: float = 12
) -> np.ndarray:
    """Return all lattice points in an n x n frame and in a margin round it.

    Parameters
    ----------
    n : int
        Edge of the frame in pixels.
    a, b : (row, column)
        Lattice vectors in pixels.
    origin : (row, column)
        One of the points.
    margin : float
        Points this many pixels outside still reach into the frame.

    Returns
    -------
    numpy.ndarray
        Shape (points, 2), rows and columns, in a fixed order.
    """
    index = np.arange(-n, n)
    i, j = np.meshgrid(index, index, indexing="ij")
    points = i.reshape(-1, 1) * np.asarray(a) + j.reshape(-1, 1) * np.asarray(b) + np.asarray(origin)
    return points[((points > -margin) & (points < n + margin)).all(axis=1)]


def columns(n: int, positions: np.ndarray, amplitudes: np.ndarray, sigma: float) -> np.ndarray:
    """Return an n x n frame with one Gaussian of width `sigma` pixels per position, cut at 4 sigma."""
    frame = np.zeros((n, n))
    reach = int(4 * sigma + 1)
    for (row, column), amplitude in zip(positions, amplitudes, strict=True):
        r = np.arange(max(0, int(row) - reach), min(n, int(row) + reach + 1))
        c = np.arange(max(0, int(column) - reach), min(n, int(column) + reach + 1))
        distance2 = (r[:, None] - row) ** 2 + (c - column) ** 2
        frame[np.ix_(r, c)] += amplitude * np.exp(-distance2 / (2 * sigma**2))
    return frame
