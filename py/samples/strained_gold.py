"""HAADF image of many cells of gold along [001], with a strained film.

All columns are alike and stand on a square lattice of a / 2 = 0.204 nm (9 pixels), turned by 2 degrees. In
the lowest quarter distances down the image are 3 % larger, as across a film that a substrate compresses along
it. Each column is a Gaussian (probe and thermal motion together, FWHM 0.09 nm).

Truth: ``cell`` (2, 2), lattice vectors (row, column) over the film, pixels; ``interface`` (), row where the
film begins; ``strain`` () of the film, down the image; ``expected`` (n, n), mean electrons per pixel.
"""

import numpy as np

from samples._geometry import columns, lattice, rotation
from samples._noise import detected
from samples._sample import Sample

SPACING_NM = 0.4078 / 2
SPACING_PX = 9.0
SIGMA_PX = 0.09 / 2.355 / SPACING_NM * SPACING_PX
BACKGROUND = 0.1


def make(n: int = 400, degrees: float = 2.0, strain: float = 0.03, dose: float = 60, seed: int = 6) -> Sample:
    """Return the lattice; `dose` is the mean count on a column."""
    generator = np.random.default_rng(seed)
    cell = SPACING_PX * rotation(degrees).T  # rows: the vectors down and to the right
    positions = lattice(n, *cell, origin=(n / 2, n / 2))
    interface = 0.75 * n
    positions[:, 0] += strain * np.clip(positions[:, 0] - interface, 0, None)
    positions = positions[positions[:, 0] < n + 12]
    expected = dose * (BACKGROUND + columns(n, positions, np.ones(len(positions)), SIGMA_PX))
    return Sample(
        name="strained-gold",
        title="Gold, strained film",
        description=(
            "Synthetic HAADF-STEM image of gold along [001]: 44 columns across. "
            "In the lowest quarter, a film, they are 3 % further apart from row to row."
        ),
        image=detected(generator, expected, np.uint8),
        quantity="electrons",
        pixel_size=SPACING_NM / SPACING_PX,
        unit="nm",
        truth={
            "cell": cell,
            "interface": np.array(interface),
            "strain": np.array(strain),
            "expected": expected.astype(np.float32),
        },
    )
