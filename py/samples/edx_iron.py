"""X-ray counts of iron in the particles of ``edx-haadf``, in a part of the frame and in larger pixels.

Truth: ``to_map`` (3, 3), from (row, column, 1) in ``edx-haadf`` to those in the map; ``nm`` (n, n), mean
thickness of iron in each pixel; ``expected`` (n, n), mean counts per pixel.
"""

from samples._core_shell import element_map
from samples._sample import Sample


def make(counts: float = 2.0, seed: int = 73) -> Sample:
    """Return the map; `counts` is the mean count where there is most iron."""
    return element_map("iron", counts, seed)
