"""Off-axis electron hologram of a wave that carries two vortices of opposite handedness.

Once round a vortex the phase turns by 2 pi; in its middle the wave is zero. So the fringes fork there: one of
them begins or ends. The wave is the product of two cores, ``tanh(d / 8 px)`` at the distance d with the phase
+angle and -angle round them, whose turns cancel far away.

Truth: ``wave`` (n, n), complex; ``carrier`` (2,), cycles per pixel along rows and columns; ``vortices``
(2, 3), row, column and sense of turn, +1 from the columns towards the rows (clockwise on the screen) or -1;
``visibility`` (); ``expected`` (n, n), mean electrons per pixel.
"""

import numpy as np

from samples import _holograms
from samples._geometry import coordinates
from samples._noise import detected
from samples._sample import Sample

CORE_PX = 8.0


def make(n: int = 512, dose: float = 200, seed: int = 60) -> Sample:
    """Return the hologram; `dose` is the mean count far from the vortices."""
    generator = np.random.default_rng(seed)
    row, column = coordinates(n)
    vortices = np.array([[0.62 * n, 0.34 * n, 1.0], [0.38 * n, 0.66 * n, -1.0]])
    wave = np.ones((n, n), complex)
    for centre_row, centre_column, sense in vortices:
        down, right = row - centre_row, column - centre_column
        wave *= np.tanh(np.hypot(down, right) / CORE_PX) * np.exp(1j * sense * np.arctan2(down, right))
    expected = _holograms.expected(wave, dose)
    return Sample(
        name="hologram-vortices",
        title="Hologram, two vortices",
        description=(
            "Synthetic off-axis electron hologram of a wave with two vortices of opposite handedness: "
            "round each of them the phase turns once, and the fringes fork."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=_holograms.PIXEL_SIZE_NM,
        unit="nm",
        truth={
            "wave": wave.astype(np.complex64),
            "carrier": _holograms.carrier(),
            "vortices": vortices,
            "visibility": np.array(_holograms.VISIBILITY),
            "expected": expected.astype(np.float32),
        },
    )
