"""Gold nanoparticles on amorphous carbon, bright field.

Spheres with log-normal radii (median 5.5 nm) absorb by Beer and Lambert's law along the chord; the carbon
film adds 4 % of grain; the light rises by 15 % from left to right; electrons arrive by Poisson's law. Some
particles touch.

Truth: ``centres`` (particles, 2); ``radii`` (particles,); ``mask`` (n, n) of bool; ``expected`` (n, n), mean
electrons per pixel.
"""

import numpy as np

from samples._geometry import coordinates
from samples._noise import detected
from samples._particles import PIXEL_SIZE_NM, scene
from samples._sample import Sample

RAMP = 0.15


def make(n: int = 384, count: int = 45, dose: float = 300, gap: float = 0.92, seed: int = 3) -> Sample:
    """Return the particles; `dose` is the mean count on bare film, `gap` is explained in `scene`."""
    generator = np.random.default_rng(seed)
    particles = scene(generator, n, count, gap)
    _, column = coordinates(n)
    light = 1 + RAMP * (column / n - 0.5)
    expected = dose * light * particles.film * particles.particles
    return Sample(
        name="nanoparticles",
        title="Gold nanoparticles",
        description=(
            "Synthetic bright-field image of gold spheres, 11 nm across in the median, on a carbon film. "
            "Some touch, and the right side is a little brighter."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=PIXEL_SIZE_NM,
        unit="nm",
        truth={
            "centres": particles.centres,
            "radii": particles.radii,
            "mask": particles.mask,
            "expected": expected.astype(np.float32),
        },
    )
