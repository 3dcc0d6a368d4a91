"""X-ray counts of gold in the particles of ``edx-haadf``, in a part of the frame and in larger pixels.

Truth: ``to_map`` (3, 3), from (row, column, 1) in ``edx-haadf`` to those in the map; ``nm`` (n, n), mean
thickness of gold in each pixel; ``expected`` (n, n), mean counts per pixel.
"""

from samples._core_shell import element_map
from samples._sample import Sample


def make(counts: float = 2.0, seed: int = 71) -> Sample:
    """Return the map; `counts` is the mean count where there is most gold."""
    return element_map("gold", counts, seed)
