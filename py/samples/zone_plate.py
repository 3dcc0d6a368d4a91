"""Zone plate: every spatial frequency at a place of its own.

0.5 + 0.5 cos(pi K r^2), with r from -1 to 1 along each axis. The local frequency grows with the distance from
the centre: it is K r cycles per unit of r, 2 K r / n cycles per pixel. Sampling is fine enough (half a cycle
per pixel) up to r = n / (4 K).

Truth: ``rings`` (), K.
"""

import numpy as np

from samples._sample import Sample


def make(n: int = 384, rings: float = 64.0) -> Sample:
    """Return the zone plate; with the defaults no part of it is aliased."""
    x = (np.arange(n) + 0.5) / n * 2 - 1
    value = 0.5 + 0.5 * np.cos(np.pi * rings * (x[:, None] ** 2 + x**2))
    return Sample(
        name="zone-plate",
        title="Zone plate",
        description="Synthetic test chart: rings whose spatial frequency grows with their radius.",
        image=value.astype(np.float32),
        quantity="intensity",
        truth={"rings": np.array(rings)},
    )
