"""Graphene with one vacancy, at low dose.

Two atoms per hexagonal cell, bonds of 0.142 nm (9 pixels). Atoms are Gaussians; the one nearest to the centre
is missing. The lattice round the vacancy is not relaxed.

Truth: ``positions`` (atoms, 2) without the missing one; ``vacancy`` (2,); ``expected`` (n, n), mean electrons
per pixel.

Reference: A. Hashimoto et al., Nature 430 (2004) 870, https://doi.org/10.1038/nature02817
"""

import numpy as np

from samples._geometry import columns, lattice
from samples._noise import detected
from samples._sample import Sample

BOND_NM = 0.142
BACKGROUND = 0.2


def make(n: int = 256, bond: float = 9.0, sigma: float = 2.2, dose: float = 40, seed: int = 2) -> Sample:
    """Return the honeycomb; `bond` and `sigma` are in pixels, `dose` is the mean count on an atom."""
    generator = np.random.default_rng(seed)
    edge = bond * np.sqrt(3)
    first = lattice(n, (0, edge), (edge * np.sqrt(3) / 2, edge / 2))
    atoms = np.concatenate([first, first + [bond, 0]])
    missing = np.argmin(((atoms - n / 2) ** 2).sum(axis=1))
    positions = np.delete(atoms, missing, axis=0)
    expected = dose * (BACKGROUND + columns(n, positions, np.ones(len(positions)), sigma))
    return Sample(
        name="graphene",
        title="Graphene with a vacancy",
        description=(
            "Synthetic low-dose image of a graphene sheet; one carbon atom near the centre is missing. "
            "At about 40 electrons on an atom, shot noise nearly hides it."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=BOND_NM / bond,
        unit="nm",
        truth={"positions": positions, "vacancy": atoms[missing], "expected": expected.astype(np.float32)},
    )
