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

import numpy as np

#: Coverage beyond which another grain hides under others: 2e-9 of an area stays clear.
HIDDEN = 20.0
#: Grains that are drawn at a time.
_CHUNK = 16384


@dataclass(frozen=True)
class Emulsion:
    """What film is coated with.

    Parameters
    ----------
    grains : float
        Mean number of grains on the film.
    radius : float
        Median radius of a grain in pixels, more than 0.
    spread : float
        Standard deviation of the logarithm of the radius, 0 for grains of one size.
    """

    grains: float
    radius: float
    spread: float


def developable(light: np.ndarray, radius: np.ndarray, mean_radius: float, exposure: float,
                fog: float) -> np.ndarray:
    """Return the probability that a grain turns black.

    A grain catches photons in proportion to its area, exposure * light * (radius / mean_radius)^2 on average,
    and one is enough. `fog` of those that caught none turn black all the same.

    Parameters
    ----------
    light : numpy.ndarray
        Where the grain lies, 0 to 1.
    radius : numpy.ndarray
        Of the grain.
    mean_radius : float
        Radius of the grain that `exposure` is for.
    exposure : float
        Mean number of photons at the brightest place.
    fog : float
        0 to 1.

    Returns
    -------
    numpy.ndarray
        0 to 1.
    """
    return 1 - (1 - fog) * np.exp(-exposure * light * np.square(radius / mean_radius))


def expected_coverage(light: np.ndarray, emulsion: Emulsion, exposure: float, fog: float) -> np.ndarray:
    """Return which part of the film is expected to be black, 1 - exp(-density * mean black area).

    Parameters
    ----------
    light : numpy.ndarray
        Shape (rows, columns), 0 to 1; even over the size of a grain.
    emulsion, exposure, fog
        As for `develop`.

    Returns
    -------
    numpy.ndarray of float64
        Shape of `light`.
    """
    return 1 - np.exp(-_black_area(light, emulsion, exposure, fog) * emulsion.grains / light.size)


def develop(light: np.ndarray, emulsion: Emulsion, exposure: float, fog: float,
            rng: np.random.Generator) -> np.ndarray:
    """Expose film to a pattern of light and develop it.

    Parameters
    ----------
    light : numpy.ndarray
        Shape (rows, columns), 0 to 1.
    emulsion : Emulsion
        What the film is coated with.
    exposure, fog : float
        As for `developable`.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    numpy.ndarray of bool
        Shape of `light`, true where the film is black: where the centre of the pixel lies in a black grain.
        The film goes on over its edges as it does on the opposite side.
    """
    rows, columns = light.shape
    count = rng.poisson(emulsion.grains)
    y, x = rng.uniform(0, rows, count), rng.uniform(0, columns, count)
    radius = emulsion.radius * np.exp(rng.normal(0, emulsion.spread, count))
    here = light[y.astype(int), x.astype(int)]
    black = rng.random(count) < developable(here, radius, emulsion.radius, exposure, fog)
    # Where black grains lie many deep, most are hidden: it makes no difference to leave them out.
    depth = _black_area(np.linspace(0, 1, 256), emulsion, exposure, fog) * emulsion.grains / light.size
    black &= rng.random(count) * depth[np.rint(255 * here).astype(int)] < HIDDEN
    return _covered(y[black], x[black], radius[black], light.shape)


def _black_area(light: np.ndarray, emulsion: Emulsion, exposure: float, fog: float) -> np.ndarray:
    """Return the mean area of a grain where it is black, 0 where it is not: over the log-normal radii."""
    at, weights = np.polynomial.hermite_e.hermegauss(24)
    weights = weights / weights.sum()
    total = np.zeros(light.shape)
    for radius, weight in zip(emulsion.radius * np.exp(emulsion.spread * at), weights, strict=True):
        probability = developable(light, radius, emulsion.radius, exposure, fog)
        total += weight * np.pi * radius**2 * probability
    return total


def _covered(y: np.ndarray, x: np.ndarray, radius: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return which centres of pixels lie in a disc; pixel (i, j) has its centre at (i + 1/2, j + 1/2)."""
    rows, columns = shape
    covered = np.zeros(rows * columns, bool)
    order = np.argsort(radius)  # discs of about the same size are looked at together
    for start in range(0, len(order), _CHUNK):
        part = order[start : start + _CHUNK]
        reach = int(np.ceil(radius[part[-1]] + 0.5))
        row, column = y[part].astype(np.int32), x[part].astype(np.int32)
        from_row, from_column = ((place[part] - whole - 0.5).astype(np.float32)
                                 for place, whole in ((y, row), (x, column)))
        squared = np.square(radius[part]).astype(np.float32)
        for down in range(-reach, reach + 1):
            left = squared - np.square(down - from_row)
            near = np.flatnonzero(left >= 0)
            line = (row[near] + down) % rows * columns
            for right in range(-reach, reach + 1):
                inside = np.square(right - from_column[near]) <= left[near]
                covered[line[inside] + (column[near][inside] + right) % columns] = True
    return covered.reshape(shape)
