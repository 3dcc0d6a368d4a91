"""HAADF image of a crystal whose stage still drifts, ever faster, while the frame is scanned.

The crystal is that of the sample ``haadf-lattice``, with a lattice vector along each edge. The frame is
scanned row by row. In row r the pixel (r, c) sees the place (r, c) plus the drift of that row: 5 pixels down
and 6 t + 24 t^2 pixels to the right, t = 0 to 1 over the frame. So straight rows of columns appear bent, and
since the drift is a polynomial of degree 2, one of degree 2 straightens them.

Truth: ``positions`` (columns, 2) without drift, those that are seen inside the frame; ``seen`` (columns, 2),
where they are seen; ``amplitudes`` (columns,); ``drift`` (n, 2), per row; ``expected`` (n, n), mean
electrons per pixel.
"""

import numpy as np

from samples._geometry import lattice
from samples._noise import detected
from samples._sample import Sample
from samples.haadf_lattice import BACKGROUND, CELL_PX, LATTICE_CONSTANT_NM, SIGMA_PX, WEAK

DOWN_PX = 5.0
RIGHT_PX = (6.0, 24.0)


def make(n: int = 256, dose: float = 60, seed: int = 57) -> Sample:
    """Return the lattice; `dose` is the mean count on a bright column."""
    generator = np.random.default_rng(seed)
    a, b = np.array([CELL_PX, 0]), np.array([0, CELL_PX * np.sqrt(2)])
    corners = lattice(n + 60, a, b, origin=(4.0, 6.0))
    strong = np.concatenate([corners, corners + (a + b) / 2])
    positions = np.concatenate([strong, strong + b / 4])
    amplitudes = np.repeat([1.0, WEAK], len(strong)) * generator.normal(1, 0.03, len(positions))

    rows = np.arange(n)
    t = rows / n
    drift = np.stack([DOWN_PX * t, RIGHT_PX[0] * t + RIGHT_PX[1] * t**2], axis=1)
    # q = p - drift(q): the drift down is linear, so the row comes first.
    row = positions[:, 0] / (1 + DOWN_PX / n)
    seen = np.stack([row, positions[:, 1] - RIGHT_PX[0] * row / n - RIGHT_PX[1] * (row / n) ** 2], axis=1)
    inside = ((seen >= 0) & (seen <= n - 1)).all(axis=1)

    signal = np.zeros((n, n))
    reach = int(4 * SIGMA_PX + 3)
    for place, at, amplitude in zip(positions, seen, amplitudes, strict=True):
        r = np.arange(max(0, int(at[0]) - reach), min(n, int(at[0]) + reach + 1))
        c = np.arange(max(0, int(at[1]) - reach), min(n, int(at[1]) + reach + 1))
        if r.size and c.size:
            down = r + drift[r, 0] - place[0]
            across = c + drift[r, 1, None] - place[1]
            distance2 = down[:, None] ** 2 + across**2
            signal[np.ix_(r, c)] += amplitude * np.exp(-distance2 / (2 * SIGMA_PX**2))
    expected = dose * (BACKGROUND + signal)
    return Sample(
        name="drifting-lattice",
        title="Crystal lattice, drifting",
        description=(
            "Synthetic HAADF-STEM image of indium arsenide along [110], scanned while the stage drifted, "
            "ever faster: straight rows of columns look bent."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=LATTICE_CONSTANT_NM / (CELL_PX * np.sqrt(2)),
        unit="nm",
        truth={
            "positions": positions[inside],
            "seen": seen[inside],
            "amplitudes": amplitudes[inside],
            "drift": drift,
            "expected": expected.astype(np.float32),
        },
    )
