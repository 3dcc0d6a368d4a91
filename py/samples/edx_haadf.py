"""HAADF image of core-shell particles, of which there are X-ray maps: ``edx-gold``, ``-silver``, ``-iron``.

Truth: ``expected`` (n, n), mean electrons per pixel.
"""

from samples._core_shell import haadf
from samples._sample import Sample


def make(peak: float = 400, seed: int = 7) -> Sample:
    """Return the image; `peak` is the mean count on its brightest pixel."""
    return haadf(peak, seed)
