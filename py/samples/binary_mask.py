"""Mask of particles as a threshold leaves it: with specks, holes and bridges.

The particles are those of the sample ``nanoparticles``. In the ground 0.4 % of the pixels are set by noise,
in the particles 3 % are missing, and two particles are joined with their nearest neighbours by bridges 2
pixels wide.

Truth: ``mask`` (n, n) of bool, without the damage; ``centres`` (particles, 2); ``radii`` (particles,);
``bridges`` (2, 2) of int, the particles that each bridge joins.
"""

import numpy as np

from samples import nanoparticles
from samples._sample import Sample

SPECKS, HOLES = 0.004, 0.03
BRIDGED = (0, 7)


def make(seed: int = 8) -> Sample:
    """Return the mask, 1 on particles."""
    generator = np.random.default_rng(seed)
    clean = nanoparticles.make()
    centres, mask = clean.truth["centres"], clean.truth["mask"]
    chance = generator.random(mask.shape)
    damaged = np.where(mask, chance >= HOLES, chance < SPECKS)
    bridges = []
    for first in BRIDGED:
        second = int(np.argsort(np.linalg.norm(centres - centres[first], axis=1))[1])
        bridges.append((first, second))
        for part in np.linspace(0, 1, 400):
            row, column = ((1 - part) * centres[first] + part * centres[second]).astype(int)
            damaged[row : row + 2, column : column + 2] = True
    return Sample(
        name="binary-mask",
        title="Mask of particles",
        description=(
            "What a threshold makes of the gold nanoparticles: single wrong pixels in the ground and in the "
            "particles, and two bridges between neighbours."
        ),
        image=damaged.astype(np.uint8),
        quantity="true or false",
        pixel_size=clean.pixel_size,
        unit=clean.unit,
        truth={"mask": mask, "centres": centres, "radii": clean.truth["radii"], "bridges": np.array(bridges)},
    )
