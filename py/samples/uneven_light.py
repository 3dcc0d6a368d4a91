"""Nanoparticles under a strong gradient of light: the trap for one global threshold.

The specimen of ``nanoparticles`` with an illumination that rises fourfold from left to right and falls off
towards the corners, so that bare film on the left is darker than particles on the right.

Truth: ``centres`` (particles, 2); ``radii`` (particles,); ``mask`` (n, n) of bool; ``light`` (n, n), 1 is the
dose.
"""

import numpy as np

from samples._geometry import coordinates
from samples._noise import detected
from samples._particles import PIXEL_SIZE_NM, scene
from samples._sample import Sample

PARTICLES_SEED = 3  # the same specimen as the sample nanoparticles


def make(n: int = 384, count: int = 45, dose: float = 300, gap: float = 0.92, seed: int = 16) -> Sample:
    """Return the particles in uneven light; `dose` is the mean count on bare film where the light is 1."""
    particles = scene(np.random.default_rng(PARTICLES_SEED), n, count, gap)
    row, column = coordinates(n)
    light = 0.4 + 1.2 * column / n - 0.4 * ((row / n - 0.5) ** 2 + (column / n - 0.5) ** 2)
    expected = dose * light * particles.film * particles.particles
    return Sample(
        name="uneven-light",
        title="Unevenly lit particles",
        description=(
            "Synthetic bright-field image: gold particles lit about four times as strongly on the right "
            "as on the left. No single threshold separates particles from film."
        ),
        image=detected(np.random.default_rng(seed), expected),
        quantity="electrons",
        pixel_size=PIXEL_SIZE_NM,
        unit="nm",
        truth={
            "centres": particles.centres,
            "radii": particles.radii,
            "mask": particles.mask,
            "light": light.astype(np.float32),
        },
    )
