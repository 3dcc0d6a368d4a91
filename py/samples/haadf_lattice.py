"""HAADF image of a crystal with two kinds of atomic column.

InAs along [110]: a centred rectangular cell a/sqrt(2) x a with a = 0.6058 nm (20 x 28.3 pixels), and a pair
of columns a/4 apart on every lattice point. In HAADF a column scatters roughly as Z^2: (33/49)^2 = 0.45. Each
column is a Gaussian (probe and thermal motion together, FWHM 0.09 nm). While the frame is scanned, row by
row, the stage drifts and the beam jitters, so that a column appears at its position minus the drift of its
row.

Truth: ``positions`` (columns, 2) before drift; ``amplitudes`` (columns,) relative to the bright kind;
``drift`` (n, 2), per row; ``cell`` (2, 2), the two lattice vectors (row, column) as the mean drift shows
them; ``expected`` (n, n), mean electrons per pixel.

Reference: S. J. Pennycook and D. E. Jesson, Ultramicroscopy 37 (1991) 14,
https://doi.org/10.1016/0304-3991(91)90004-P
"""

import numpy as np
from scipy import ndimage

from samples._geometry import columns, coordinates, lattice, rotation
from samples._noise import detected
from samples._sample import Sample

LATTICE_CONSTANT_NM = 0.6058
CELL_PX = 20.0
SIGMA_PX = 1.8
WEAK = 0.45
BACKGROUND = 0.12


def make(
    n: int = 256,
    dose: float = 60,
    drift: tuple[float, float] = (0.010, 0.018),
    jitter: float = 0.35,
    seed: int = 1,
) -> Sample:
    """Return the lattice; `dose` is the mean count on a bright column, `drift` is in pixels per row."""
    generator = np.random.default_rng(seed)
    turn = rotation(12)
    a, b = turn @ [CELL_PX, 0], turn @ [0, CELL_PX * np.sqrt(2)]
    corners = lattice(n, a, b)
    strong = np.concatenate([corners, corners + (a + b) / 2])
    positions = np.concatenate([strong, strong + b / 4])
    amplitudes = np.repeat([1.0, WEAK], len(strong)) * generator.normal(1, 0.03, len(positions))

    rows = np.arange(n)
    wander = 0.15 * generator.normal(0, jitter, n).cumsum() + 0.5 * generator.normal(0, jitter, n)
    shift = np.stack([drift[0] * rows, drift[1] * rows + wander], axis=1)
    row, column = coordinates(n)
    still = columns(n, positions, amplitudes, SIGMA_PX)
    moved = ndimage.map_coordinates(
        still, [row + shift[:, :1], column + shift[:, 1:]], order=3, mode="reflect"
    )
    expected = dose * (BACKGROUND + np.clip(moved, 0, None))
    return Sample(
        name="haadf-lattice",
        title="Crystal lattice, HAADF",
        description=(
            "Synthetic HAADF-STEM image of indium arsenide along [110]: indium columns are bright, "
            "arsenic columns weaker. Drift shears the lattice slightly and the scan jitters from row to row."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=LATTICE_CONSTANT_NM / (CELL_PX * np.sqrt(2)),
        unit="nm",
        truth={
            "positions": positions,
            "amplitudes": amplitudes,
            "drift": shift,
            # What lay at p before the drift is seen at q with p = q + drift * q[row].
            "cell": np.linalg.solve(np.eye(2) + np.outer(drift, [1, 0]), np.stack([a, b], 1)).T,
            "expected": expected.astype(np.float32),
        },
    )
