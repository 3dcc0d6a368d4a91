"""Photographic film: opaque grains at random places, made developable by light.

The model is Boolean: grains are discs at independent, evenly distributed places, and what any of those that
were exposed covers is black.

References
----------
J. C. Dainty, R. Shaw, Image Science, Academic Press, 1974, chapters 2 and 3.
A. Newson, J. Delon, B. Galerne, A stochastic film grain model for resolution-independent rendering, Computer
Graphics Forum 36 (2017) 684, doi:10.1111/cgf.13159.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

#: Coverage beyond which another grain hides under others: 1e-7 of an area stays clear.
HIDDEN = 16.0
#: Grains are drawn by lot in blocks of so many, so that the first of many are those of few.
_BLOCK = 16384


@dataclass(frozen=True)
class Emulsion:
    """What film is coated with.

    Parameters
    ----------
    grains : int
        Number of grains on the film.
    radius : float
        Median radius of a grain in pixels, more than 0.
    spread : float
        Standard deviation of the logarithm of the radius, 0 for grains of one size.
    """

    grains: int
    radius: float
    spread: float


class Lots(NamedTuple):
    """What chance gives to each grain, whatever the film and its light: float32, shape (grains,).

    Attributes
    ----------
    down, across : numpy.ndarray
        Its place, in parts of the film: 0 to less than 1.
    size : numpy.ndarray
        Normal deviate of the logarithm of its radius.
    photon : numpy.ndarray
        It catches a photon where more than this is to be expected: exponential, so that the probability is
        1 - exp(-expected).
    fog : numpy.ndarray
        It turns black without light where the fog is more than this: uniform, 0 to 1.
    """

    down: np.ndarray
    across: np.ndarray
    size: np.ndarray
    photon: np.ndarray
    fog: np.ndarray


class Coating(NamedTuple):
    """Grains on a film, and the light that falls on each: float32, shape (grains,).

    Attributes
    ----------
    row, column : numpy.ndarray
        Its centre; pixel (i, j) of the film has its own at (i + 1/2, j + 1/2).
    growth : numpy.ndarray
        Its radius, in units of the median one.
    light : numpy.ndarray
        Where it lies, 0 to 1.
    threshold : numpy.ndarray
        The product of light and exposure from which on it is black.
    fog : numpy.ndarray
        The fog from which on it is black.
    """

    row: np.ndarray
    column: np.ndarray
    growth: np.ndarray
    light: np.ndarray
    threshold: np.ndarray
    fog: np.ndarray


def draw_lots(count: int, seed: int = 20) -> Lots:
    """Draw lots for `count` grains; fewer of the same seed are the first of these."""
    blocks = []
    for number in range(-(-count // _BLOCK)):
        rng = np.random.default_rng((seed, number))
        down, across, fog = rng.random((3, _BLOCK), np.float32)
        size = rng.standard_normal(_BLOCK, np.float32)
        photon = rng.standard_exponential(_BLOCK, np.float32)
        blocks.append((down, across, size, photon, fog))
    return Lots(*(np.concatenate(parts)[:count] for parts in zip(*blocks, strict=True)))


def coat(light: np.ndarray, lots: Lots, spread: float) -> Coating:
    """Lay grains onto a film and let light fall on it.

    Parameters
    ----------
    light : numpy.ndarray
        Shape (rows, columns), 0 to 1.
    lots : Lots
        One for each grain.
    spread : float
        As of `Emulsion`.
    """
    rows, columns = light.shape
    row, column = lots.down * np.float32(rows), lots.across * np.float32(columns)
    # Rounding can bring a place just below 1 onto the edge.
    at = np.minimum(row.astype(np.int32), rows - 1)
    at *= columns
    at += np.minimum(column.astype(np.int32), columns - 1)
    # Exponentials differ in the last digit from machine to machine; rounded from float64 they do not.
    growth = np.exp(np.multiply(lots.size, spread, dtype=np.float64)).astype(np.float32)
    here = light.astype(np.float32, copy=False).ravel().take(at)
    # A grain catches photons in proportion to its area.
    return Coating(row, column, growth, here, lots.photon / np.square(growth), lots.fog)


def expected_coverage(light: np.ndarray, shape: tuple[int, int], emulsion: Emulsion, exposure: float,
                      fog: float) -> np.ndarray:
    """Return which part of a film is expected to be black, 1 - exp(-density * mean black area).

    A grain catches photons in proportion to its area, exposure * light * growth^2 on average, and one is
    enough to turn it black. `fog` of those that caught none turn black all the same.

    Parameters
    ----------
    light : numpy.ndarray
        0 to 1, of any shape; even over the size of a grain.
    shape : (int, int)
        Rows and columns of the film.
    emulsion : Emulsion
        What the film is coated with.
    exposure : float
        Mean number of photons that a grain of median size catches in full light.
    fog : float
        0 to 1.

    Returns
    -------
    numpy.ndarray of float64
        Shape of `light`.
    """
    return -np.expm1(-_depth(np.asarray(light, np.float64) * exposure, shape, emulsion, fog))


def develop(coating: Coating, shape: tuple[int, int], emulsion: Emulsion, exposure: float,
            fog: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the places and the radii of the grains that turn black, but of those that hide under others.

    Parameters
    ----------
    coating : Coating
        Of `emulsion`.
    shape, emulsion, exposure, fog
        As for `expected_coverage`.

    Returns
    -------
    row, column, radius : numpy.ndarray of float32
        Shape (black grains,).
    """
    product = np.linspace(0, 1, 256) ** 2 * exposure
    depths = _depth(product, shape, emulsion, 0.0)
    # Where those that need less light lie so deep already, it makes no difference to leave one out.
    enough = float(np.interp(HIDDEN, depths, product)) if depths[-1] > HIDDEN else exposure
    black = coating.threshold < np.minimum(coating.light * np.float32(exposure), np.float32(enough))
    if fog > 0:
        black |= coating.fog < np.float32(min(fog, HIDDEN / _depth(np.inf, shape, emulsion, 0.0)))
    chosen = np.flatnonzero(black)
    return (coating.row.take(chosen), coating.column.take(chosen),
            coating.growth.take(chosen) * np.float32(emulsion.radius))


@cache
def _gauss_hermite() -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.hermite_e.hermegauss(24)


def _depth(product: np.ndarray, shape: tuple[int, int], emulsion: Emulsion, fog: float) -> np.ndarray:
    """Return how deep black grains lie on average for products of light and exposure: log-normal radii."""
    at, weights = _gauss_hermite()
    area = np.exp(2 * emulsion.spread * at)
    clear = (1 - fog) * np.exp(np.multiply.outer(product, -area))
    density = emulsion.grains * np.pi * emulsion.radius**2 / (shape[0] * shape[1])
    return density * ((1 - clear) @ (weights * area / weights.sum()))


def near(coating: Coating, radius: float, corner: tuple[int, int], shape: tuple[int, int]) -> Coating:
    """Return the grains that reach into a part of the film.

    Parameters
    ----------
    coating : Coating
    radius : float
        The median one.
    corner, shape : (int, int)
        First row and column of the part, and how many there are.
    """
    inside = np.ones(len(coating.row), bool)
    reach = coating.growth * np.float32(radius)
    for place, first, count in zip((coating.row, coating.column), corner, shape, strict=True):
        inside &= np.abs(place - np.float32(first + count / 2)) < reach + np.float32(count / 2)
    chosen = np.flatnonzero(inside)
    return Coating(*(values.take(chosen) for values in coating))
