"""How maps are told to the operations of `gpu.warping`: what is left of them for float32 to hold.

A shift of 0.3 pixels at pixel 1000 is 1000.3, of which float32 keeps 1000.2999878. As a matrix without its
identity it is 0.3, of which float32 keeps eight digits.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

Scaling = Literal["linear", "log"]
Shape = tuple[int, int]

#: Degree of a polynomial by the number of its terms.
_DEGREES = {(n + 1) * (n + 2) // 2: n for n in range(1, 6)}


def affine_change(matrix: np.ndarray, shape: Shape) -> np.ndarray:
    """Return what `affine` takes: the matrix about the centre of the result, without the identity.

    Parameters
    ----------
    matrix : numpy.ndarray
        Shape (3, 3). The pixel (row, column) of the result comes from (a / w, b / w) in the image, where
        (a, b, w) = matrix @ (row, column, 1).
    shape : (rows, columns)
        Of the result.

    Returns
    -------
    numpy.ndarray of float32
        Shape (3, 3).

    Raises
    ------
    ValueError
        For a matrix of another shape, or one that sends the centre of the result to infinity.
    """
    matrix = np.asarray(matrix, np.float64)
    if matrix.shape != (3, 3):
        raise ValueError(f"the matrix has the shape {matrix.shape}; (3, 3) is expected")
    to_corner = np.eye(3)
    to_corner[:2, 2] = (np.array(shape) - 1) / 2
    centred = np.linalg.inv(to_corner) @ matrix @ to_corner
    if centred[2, 2] == 0:
        raise ValueError("the matrix sends the centre of the result to infinity")
    return (centred / centred[2, 2] - np.eye(3)).astype(np.float32)


def polynomial_change(coefficients: np.ndarray, shape: Shape) -> np.ndarray:
    """Return what `polynomial` takes: centred, for -1 to 1 along the longest side, without the identity.

    High powers of large numbers would leave nothing of a float32.

    Parameters
    ----------
    coefficients : numpy.ndarray
        Shape (2, terms), as `skimage.transform.PolynomialTransform.params`: the pixel in row y and column x
        of the result comes from column X = sum of a_ji x^(j - i) y^i and row Y = sum of b_ji x^(j - i) y^i,
        j = 0 ... degree, i = 0 ... j, with a_ji in the first row, b_ji in the second.
    shape : (rows, columns)
        Of the result.

    Returns
    -------
    numpy.ndarray of float32
        Same shape.

    Raises
    ------
    ValueError
        If there are not 3, 6, 10, 15 or 21 terms.
    """
    grid = polynomial_grid(coefficients)
    grid[0, 1, 0] -= 1
    grid[1, 0, 1] -= 1
    highest = grid.shape[1] - 1
    half = max(shape) / 2
    along_y, along_x = (_substitution(highest, half, (length - 1) / 2) for length in shape)
    return (along_x.T @ grid @ along_y)[:, *_powers(highest)].astype(np.float32)


def polynomial_grid(coefficients: np.ndarray) -> np.ndarray:
    """Return coefficients by the powers of x and y that they belong to, as `numpy.polynomial` wants them.

    Parameters
    ----------
    coefficients : numpy.ndarray
        As for `polynomial_change`.

    Returns
    -------
    numpy.ndarray of float64
        Shape (2, degree + 1, degree + 1): column and row; powers of x; powers of y.
    """
    coefficients = np.asarray(coefficients, np.float64)
    highest = degree(coefficients.shape)
    grid = np.zeros((2, highest + 1, highest + 1))
    grid[:, *_powers(highest)] = coefficients
    return grid


def degree(shape: tuple[int, ...]) -> int:
    """Return the degree of polynomials by the shape of their coefficients, (2, terms).

    Raises
    ------
    ValueError
        If there are not 3, 6, 10, 15 or 21 terms.
    """
    if len(shape) != 2 or shape[0] != 2 or shape[1] not in _DEGREES:
        raise ValueError(f"the coefficients have the shape {shape}; (2, n) with n one of "
                         f"{', '.join(map(str, _DEGREES))} is expected")
    return _DEGREES[shape[1]]


def polar_grid(shape: Shape, radius: float, scaling: Scaling = "linear") -> tuple[np.ndarray, np.ndarray]:
    """Return the directions and radii of a polar image.

    Parameters
    ----------
    shape : (angles, radii)
        Of the polar image.
    radius : float
        Where the columns end, in pixels; more than 0, and more than 1 for "log".
    scaling : {"linear", "log"}
        Column n has the radius n / columns * radius, or radius ** (n / columns).

    Returns
    -------
    directions : numpy.ndarray of float64
        Shape (angles, 2): sine and cosine of 2 pi n / angles, the step along rows and along columns.
    radii : numpy.ndarray of float64
        Shape (radii,).

    Raises
    ------
    ValueError
        For another scaling or a radius that is too small.
    """
    if scaling not in ("linear", "log"):
        raise ValueError(f"scaling is {scaling!r}; allowed are 'linear' and 'log'")
    least = 1 if scaling == "log" else 0
    if not radius > least:
        raise ValueError(f"the radius is {radius}; more than {least} is needed")
    angles = 2 * np.pi * np.arange(shape[0]) / shape[0]
    part = np.arange(shape[1]) / shape[1]
    return np.stack([np.sin(angles), np.cos(angles)], -1), radius**part if scaling == "log" else radius * part


def _powers(highest: int) -> tuple[np.ndarray, np.ndarray]:
    """Return which powers of x and of y the terms have."""
    j, i = np.tril_indices(highest + 1)
    return j - i, i


def _substitution(highest: int, scale: float, offset: float) -> np.ndarray:
    """Return [m, p]: the coefficient of u^p in (scale u + offset)^m."""
    return np.array([[math.comb(m, p) * scale**p * offset ** max(m - p, 0) for p in range(highest + 1)]
                     for m in range(highest + 1)])
