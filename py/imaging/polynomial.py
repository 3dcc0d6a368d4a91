"""Polynomial maps fitted to pairs of points, and images warped by them.

A map goes from the output of a warp back to its input: the pixel in column x and row y of the output comes
from column X = sum of a_ji x^(j - i) y^i and row Y = sum of b_ji x^(j - i) y^i, j = 0 ... degree, i = 0 ...
j, the convention of `skimage.transform.PolynomialTransform` and of `imaging.warping.polynomial`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imaging import warping

#: Points leave a map open if a combination of its terms is smaller on them than this part of the largest one.
OPEN = 1e-6


def terms(degree: int) -> int:
    """Return how many coefficients a polynomial of x and y has; as many pairs of points fix it."""
    return (degree + 1) * (degree + 2) // 2


def powers(degree: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the powers of x and of y of each coefficient, in their order."""
    j, i = np.tril_indices(degree + 1)
    return j - i, i


@dataclass(frozen=True)
class Map:
    """A polynomial map, held as displacements in scaled coordinates.

    Attributes
    ----------
    degree : int
        Of the polynomials; 0 is a shift.
    moves : numpy.ndarray
        Shape (2, terms): column and row of input less output, in pixels, as polynomials of
        (x - centre) / half and (y - centre) / half. A coefficient is what its term moves at the edge.
    centre : (x, y)
        Where the scaled coordinates are 0.
    half : float
        How many pixels are 1 in scaled coordinates.
    """

    degree: int
    moves: np.ndarray
    centre: tuple[float, float]
    half: float

    def __call__(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where in the input points of the output come from: (column, row)."""
        u, v = (np.asarray(x) - self.centre[0]) / self.half, (np.asarray(y) - self.centre[1]) / self.half
        of_u, of_v = powers(self.degree)
        across, down = (sum(c * u**m * v**n for c, m, n in zip(move, of_u, of_v, strict=True))
                        for move in self.moves)
        return x + across, y + down

    def grid(self, shape: tuple[int, int]) -> np.ndarray:
        """Return the same for all pixels of an output of this shape: rows and columns, (2, *shape)."""
        u, v = ((np.arange(length) - middle) / self.half
                for length, middle in zip(shape[::-1], self.centre, strict=True))
        of_u, of_v = (np.vander(w, self.degree + 1, increasing=True) for w in (u, v))
        across, down = self._tables()
        places = np.empty((2, *shape))
        for place, table, axis in zip(places, (down, across), np.ogrid[: shape[0], : shape[1]], strict=True):
            np.matmul(of_v @ table.T, of_u.T, out=place)
            place += axis
        return places

    @property
    def coefficients(self) -> np.ndarray:
        """Coefficients in pixels, shape (2, terms), of degree 1 at least: see the module."""
        degree = max(self.degree, 1)
        found = np.zeros((2, degree + 1, degree + 1))
        for axis, table in enumerate(self._tables()):
            along_x, along_y = (_expanded(self.degree, middle, self.half) for middle in self.centre)
            found[axis, : self.degree + 1, : self.degree + 1] = along_x.T @ table @ along_y
        found[0, 1, 0] += 1
        found[1, 0, 1] += 1
        return found[:, *powers(degree)]

    def _tables(self) -> np.ndarray:
        """Return the displacements by powers of u and of v, (2, degree + 1, degree + 1)."""
        tables = np.zeros((2, self.degree + 1, self.degree + 1))
        tables[:, *powers(self.degree)] = self.moves
        return tables


def _scale(shape: tuple[int, int]) -> tuple[tuple[float, float], float]:
    """Return the middle (x, y) of an image and half its longer edge, about and by which places are scaled."""
    return ((shape[1] - 1) / 2, (shape[0] - 1) / 2), max(shape) / 2


def of_terms(moves: np.ndarray, shape: tuple[int, int]) -> Map:
    """Return the map whose terms are given.

    Parameters
    ----------
    moves : numpy.ndarray
        Shape (2, terms), in the order of `powers`: by how many pixels each term moves column and row of the
        input at the edge of the image, that is at (1, 1) in scaled coordinates. The degree of the map is
        that of the last terms that are not 0.
    shape : (rows, columns)
        Of the image; about its middle coordinates are scaled, by half its longer edge.

    Raises
    ------
    ValueError
        If the number of terms is not 1, 3, 6, 10 ...: all of a degree.
    """
    moves = np.asarray(moves, np.float64)
    degree = next((n for n in range(moves.shape[-1]) if terms(n) >= moves.shape[-1]), 0)
    if moves.shape != (2, terms(degree)):
        raise ValueError(f"moves have the shape {moves.shape}, not (2, 1), (2, 3), (2, 6), (2, 10) ...")
    while degree and not moves[:, terms(degree - 1) : terms(degree)].any():
        degree -= 1
    return Map(degree, moves[:, : terms(degree)], *_scale(shape))


def fit(output: np.ndarray, source: np.ndarray, degree: int, shape: tuple[int, int]) -> Map:
    """Fit a map to pairs of points by least squares.

    Parameters
    ----------
    output, source : numpy.ndarray
        Shape (pairs, 2): rows and columns of points in the output, and of those in the input that go there.
    degree : int
        The largest degree, 0 or more; a lower one is fitted where the points do not fix it. 1 pair fixes a
        shift, 3 an affine map, 6 degree 2, 10 degree 3, unless they lie on one line, or on one curve of that
        degree.
    shape : (rows, columns)
        Of the image; about its middle coordinates are scaled.

    Returns
    -------
    Map

    Raises
    ------
    ValueError
        If there are not as many points of one kind as of the other.
    """
    output, source = (np.asarray(points, np.float64).reshape(-1, 2)[:, ::-1] for points in (output, source))
    if output.shape != source.shape:
        raise ValueError(f"{len(output)} points in the output and {len(source)} in the input; "
                         "they must be pairs")
    if not len(output):
        return of_terms(np.zeros((2, 1)), shape)
    centre, half = _scale(shape)
    u, v = ((output - centre) / half).T
    for lower in range(min(degree, len(output)), -1, -1):
        of_u, of_v = powers(lower)
        design = u[:, None] ** of_u * v[:, None] ** of_v
        weights = np.linalg.norm(design, axis=0)
        weights[weights == 0] = 1
        moves, _, rank, _ = np.linalg.lstsq(design / weights, source - output, rcond=OPEN)
        if rank == design.shape[1]:
            break
    return Map(lower, moves.T / weights, centre, half)


def errors(fitted: Map, output: np.ndarray, source: np.ndarray) -> np.ndarray:
    """Return how far from the source points the map takes the output points, shape (pairs,), in pixels."""
    output, source = (np.asarray(points, np.float64).reshape(-1, 2) for points in (output, source))
    x, y = fitted(output[:, 1], output[:, 0])
    return np.hypot(x - source[:, 1], y - source[:, 0])


async def warped(image: np.ndarray, places: np.ndarray,
                 background: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Fetch each pixel of an output from its place in the image, linearly interpolated.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.
    places : numpy.ndarray
        Shape (2, rows, columns): rows and columns in the image.
    background : float
        The value beyond the image, which ends half a pixel beyond the centres of its outermost pixels.

    Returns
    -------
    output : numpy.ndarray of float32
        Shape of the places without their first length.
    inside : numpy.ndarray of bool
        Same shape: which pixels come from inside the image.
    """
    inside, near = np.ones(places.shape[1:], bool), np.empty(places.shape, np.float32)
    for place, length, there in zip(places, image.shape, near, strict=True):
        inside &= place >= -0.5
        inside &= place < length - 0.5
        # Far places say nothing but that they are outside; near ones keep their digits in float32.
        np.clip(place, -1, length, out=there)
    output = await warping.coordinates(image, near, order=1, mode="nearest")
    return np.where(inside, output, np.float32(background)), inside


def _expanded(degree: int, middle: float, half: float) -> np.ndarray:
    """Return [m, p]: the coefficient of x^p in ((x - middle) / half)^m."""
    return np.array([[math.comb(m, p) * (-middle) ** (m - p) / half**m if p <= m else 0.0
                      for p in range(degree + 1)] for m in range(degree + 1)])
