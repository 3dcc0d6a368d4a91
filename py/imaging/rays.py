"""Rays of geometrical optics through one thin lens, and what they leave on a row of pixels.

The optical axis is z, the lens stands at z = 0, objects before it and screens behind it. A ray in a plane
through the axis is a height y and a slope u = dy / dz; all lengths are in millimetres.

References
----------
E. Hecht, Optics, chapters 5 (thin lenses) and 6 (ray matrices, aberrations).
"""

from __future__ import annotations

import numpy as np

#: Height at which a spherical aberration of 1 makes the lens stronger by `STRONGER`.
REFERENCE_HEIGHT = 40.0
STRONGER = 0.25


def image_distance(focal_length: float, object_distance: float) -> float:
    """Return where a thin lens images an object, 1 / f = 1 / d_o + 1 / d_i.

    Parameters
    ----------
    focal_length : float
        f, not 0.
    object_distance : float
        d_o, more than 0.

    Returns
    -------
    float
        d_i behind the lens; negative for a virtual image before it, infinite if the object is in the focus.
    """
    vergence = 1 / focal_length - 1 / object_distance
    return 1 / vergence if vergence else np.inf


def travel(height: np.ndarray, slope: np.ndarray, distance: float) -> tuple[np.ndarray, np.ndarray]:
    """Let rays go a distance along the axis: the ray matrix [[1, distance], [0, 1]]."""
    return height + distance * slope, slope


def refract(height: np.ndarray, slope: np.ndarray, focal_length: float,
            aberration: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Let rays pass a thin lens: the ray matrix [[1, 0], [-1 / f, 1]].

    With a spherical aberration c, the power 1 / f of the lens grows with the square of the height, by
    c * `STRONGER` at `REFERENCE_HEIGHT`: rays far from the axis meet earlier.

    Parameters
    ----------
    height, slope : numpy.ndarray
        Of the rays before the lens.
    focal_length : float
        f of rays near the axis.
    aberration : float
        c, 0 for none.

    Returns
    -------
    height, slope : numpy.ndarray
        Behind the lens.
    """
    power = (1 + aberration * STRONGER * np.square(height / REFERENCE_HEIGHT)) / focal_length
    return height, slope - power * height


def fan(source: float, distance: float, aperture: float, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the rays of a point that reach a lens, at equal steps across its opening.

    Parameters
    ----------
    source : float
        Height of the point.
    distance : float
        How far it is before the lens.
    aperture : float
        Diameter of the opening.
    count : int
        Number of rays; a single one goes through the middle.

    Returns
    -------
    height, slope : numpy.ndarray
        At the lens, shape (count,).
    """
    height = aperture / 2 * (np.linspace(-1, 1, count) if count > 1 else np.zeros(1))
    return height, (height - source) / distance


def spot(source: float, distance: float, aperture: float, focal_length: float, screen: float,
         aberration: float = 0.0, count: int = 7000) -> tuple[np.ndarray, np.ndarray]:
    """Return where the rays of a point in the plane x = 0 hit a screen behind a round lens.

    Parameters
    ----------
    source, distance, aperture
        As for `fan`.
    focal_length, aberration
        As for `refract`; the height is the distance of a ray from the axis.
    screen : float
        Distance of the screen behind the lens.
    count : int
        Number of rays. They fill the opening evenly along a spiral, as seeds do a sunflower: a square grid
        would make moiré with the pixels of the screen.

    Returns
    -------
    x, y : numpy.ndarray
        Shape (count,).

    References
    ----------
    H. Vogel, A better way to construct the sunflower head, Math. Biosci. 44 (1979) 179,
    doi:10.1016/0025-5564(79)90080-4.
    """
    n = np.arange(count)
    radius, angle = aperture / 2 * np.sqrt((n + 0.5) / count), n * np.pi * (3 - np.sqrt(5))
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    power = (1 + aberration * STRONGER * (x**2 + y**2) / REFERENCE_HEIGHT**2) / focal_length
    slope_x, slope_y = x / distance - power * x, (y - source) / distance - power * y
    return x + screen * slope_x, y + screen * slope_y


def blur_diameter(aperture: float, screen: float, image: float) -> float:
    """Return the diameter of the disc that a point makes on a screen, D |s - d_i| / |d_i|."""
    return aperture * (abs(screen / image - 1) if np.isfinite(image) else 1.0)


def exposed(hits: np.ndarray, weights: np.ndarray, edges: np.ndarray, fill_factor: float) -> np.ndarray:
    """Return the weight of the rays that fall on the sensitive part of each pixel of a row.

    Parameters
    ----------
    hits, weights : numpy.ndarray
        Shape (rays,): where they fall and how much they count.
    edges : numpy.ndarray
        Shape (pixels + 1,), equidistant and ascending.
    fill_factor : float
        Sensitive part of the width of a pixel, in its middle, 0 to 1.

    Returns
    -------
    numpy.ndarray of float64
        Shape (pixels,).
    """
    place = (hits - edges[0]) / (edges[1] - edges[0])
    from_middle = np.abs(place - np.floor(place) - 0.5)
    caught = from_middle <= fill_factor / 2
    return np.histogram(hits[caught], edges, weights=weights[caught])[0]


def recorded(expected: np.ndarray, read_noise: float, full_well: float,
             rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return what a sensor reads for expected numbers of photons.

    Parameters
    ----------
    expected : numpy.ndarray
        Photons per pixel; each frees one electron.
    read_noise : float
        Standard deviation of what the amplifier adds, in electrons.
    full_well : float
        Electrons that a pixel holds; more are lost.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    electrons : numpy.ndarray of float64
        min(Poisson(expected), full_well) + Normal(0, read_noise).
    saturated : numpy.ndarray of bool
        Where the pixel was full.
    """
    freed = rng.poisson(expected)
    noise = rng.normal(0, read_noise, expected.shape) if read_noise else 0.0
    return np.minimum(freed, full_well) + noise, freed >= full_well
