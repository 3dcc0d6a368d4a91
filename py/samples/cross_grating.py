"""Replica of a cross grating with 2160 lines per millimetre, which calibrates magnification.

Two crossed sets of dark lines with a soft profile, turned by 3 degrees, on shadowing metal with a fine grain;
dark latex spheres lie on top.

Truth: ``pitch`` (), distance of lines; ``angle`` (), degrees; ``expected`` (n, n), mean electrons per pixel.
"""

import numpy as np
from scipy import ndimage

from samples._geometry import coordinates, rotation, standardised
from samples._noise import detected
from samples._sample import Sample

PITCH_NM = 1e6 / 2160
PIXEL_SIZE_NM = 10.0


def make(n: int = 512, degrees: float = 3.0, spheres: int = 12, dose: float = 400, seed: int = 4) -> Sample:
    """Return the grating; `dose` is the count at full transmission."""
    generator = np.random.default_rng(seed)
    pitch = PITCH_NM / PIXEL_SIZE_NM
    row, column = coordinates(n)
    across, along = np.tensordot(rotation(degrees), np.stack([row, column]), axes=1)

    def lines(distance: np.ndarray) -> np.ndarray:
        """Return 1 on a line and 0 between lines, with soft flanks."""
        return 1 / (1 + np.exp(-12 * (np.cos(2 * np.pi * distance / pitch) - 0.55)))

    grain = standardised(ndimage.gaussian_filter(generator.normal(size=(n, n)), 1.5))
    transmission = 0.75 - 0.45 * np.maximum(lines(across), lines(along)) + 0.06 * grain
    for _ in range(spheres):
        centre, radius = generator.uniform(0, n, 2), generator.uniform(9, 12)
        under = (row - centre[0]) ** 2 + (column - centre[1]) ** 2 < radius**2
        transmission = np.where(under, 0.15, transmission)
    expected = dose * np.clip(transmission, 0.02, None)
    return Sample(
        name="cross-grating",
        title="Cross grating",
        description=(
            "Synthetic image of a replica grating with 2160 lines per millimetre, "
            "which calibrates magnification: lines are 463 nm apart. The dark discs are latex spheres."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=PIXEL_SIZE_NM,
        unit="nm",
        truth={
            "pitch": np.array(pitch),
            "angle": np.array(degrees),
            "expected": expected.astype(np.float32),
        },
    )
