"""Direct beam of a scanning transmission electron microscope on a small pixelated detector.

The convergent beam fills a disc of 20 mrad with even intensity. The detector spreads each electron over its
neighbours, which makes the edge an error function; its bend over the width of the edge is neglected. With a
standard deviation of 1 pixel the picture holds next to nothing beyond half a cycle per pixel, so a shift by
a fraction of a pixel is well defined.

Truth: ``centre`` (2,); ``radius`` () and ``sigma`` () of the edge in pixels; ``expected`` (n, n), mean counts
per pixel.
"""

import numpy as np
from scipy import special

from samples._geometry import coordinates
from samples._noise import detected
from samples._sample import Sample

SEMI_ANGLE_MRAD = 20.0
RADIUS = 0.3
BACKGROUND = 0.01


def make(n: int = 48, offset: tuple[float, float] = (0.0, 0.0), sigma: float = 1.0, dose: float = 2000,
         seed: int = 3) -> Sample:
    """Return the disc, `offset` pixels (down, right) from the middle; `dose` is the mean count inside."""
    generator = np.random.default_rng(seed)
    row, column = coordinates(n)
    centre = (n - 1) / 2 + np.asarray(offset)
    radius = RADIUS * n
    distance = np.hypot(row - centre[0], column - centre[1])
    expected = dose * (BACKGROUND + special.erfc((distance - radius) / (np.sqrt(2) * sigma)) / 2)
    return Sample(
        name="soft-disc",
        title="Direct beam, soft disc",
        description=(
            "Synthetic direct beam of a scanning transmission electron microscope on a detector of 48 x 48 "
            "pixels: a disc of 20 mrad with a soft edge."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=SEMI_ANGLE_MRAD / radius,
        unit="mrad",
        truth={
            "centre": centre,
            "radius": np.array(radius),
            "sigma": np.array(sigma),
            "expected": expected.astype(np.float32),
        },
    )
