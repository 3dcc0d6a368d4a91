"""Flat discs on a film: the frame with which ``frame-moving`` and ``frame-tilted`` can be aligned.

Truth: ``to_static`` (3, 3), here the identity; ``centres`` (discs, 2) of all discs of the scene, many of them
outside the frame, in the same order in all frames; ``radii`` (discs,) in pixels of this frame; ``expected``
(n, n), mean electrons per pixel.
"""

import numpy as np

from samples._frame_pair import frame
from samples._sample import Sample


def make(dose: float = 200, seed: int = 101) -> Sample:
    """Return the frame; `dose` is the mean count at full transmission."""
    return frame(
        "frame-static", "Discs on a film",
        "Synthetic micrograph of flat discs on a film, in the middle of a wider scene.",
        np.eye(3), dose, seed)
