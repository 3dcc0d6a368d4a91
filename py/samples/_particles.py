"""Spheres on a carbon film in bright field, with even or uneven light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from samples._geometry import coordinates, standardised

#: Gold, median diameter 11 nm.
PIXEL_SIZE_NM = 0.5
MEDIAN_RADIUS_PX = 11.0
RADIUS_SPREAD = 0.22
#: Thickness of gold that lets 1/e of the electrons through the objective aperture: 16 nm.
ATTENUATION_PX = 32.0
FILM_CONTRAST = 0.04


@dataclass(frozen=True)
class Scene:
    """Particles and the fraction of electrons that each pixel lets through.

    Attributes
    ----------
    centres : numpy.ndarray
        Shape (particles, 2).
    radii : numpy.ndarray
        Shape (particles,).
    mask : numpy.ndarray of bool
        Pixels whose centre lies under a particle.
    film, particles : numpy.ndarray of float
        Modulation by the film about 1, and transmission of the particles, 1 where there is none.
    """

    centres: np.ndarray
    radii: np.ndarray
    mask: np.ndarray
    film: np.ndarray
    particles: np.ndarray


def scene(generator: np.random.Generator, n: int, count: int, gap: float) -> Scene:
    """Scatter up to `count` spheres over an n x n frame.

    Radii are log-normal. Two spheres keep a distance of at least `gap` times the sum of their
    radii, so with a `gap` below 1 some touch in projection. All lie wholly inside the frame.
    """
    row, column = coordinates(n)
    grain = standardised(ndimage.gaussian_filter(generator.normal(size=(n, n)), 1.2))
    placed: list[tuple[float, float, float]] = []
    for _ in range(count):
        radius = generator.lognormal(np.log(MEDIAN_RADIUS_PX), RADIUS_SPREAD)
        for _ in range(200):
            y, x = generator.uniform(radius, n - radius, 2)
            if all(np.hypot(y - other[0], x - other[1]) > gap * (radius + other[2]) for other in placed):
                placed.append((y, x, radius))
                break
    thickness = np.zeros((n, n))
    for y, x, radius in placed:
        half_chord2 = np.clip(radius**2 - (row - y) ** 2 - (column - x) ** 2, 0, None)
        thickness = np.maximum(thickness, 2 * np.sqrt(half_chord2))
    table = np.array(placed).reshape(-1, 3)
    return Scene(
        centres=table[:, :2],
        radii=table[:, 2],
        mask=thickness > 0,
        film=1 + FILM_CONTRAST * grain,
        particles=np.exp(-thickness / ATTENUATION_PX),
    )
