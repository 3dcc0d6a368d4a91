"""The scene of ``frame-static`` after a change of magnification: larger, turned and shifted.

A similarity maps one frame onto the other, as when lenses magnify more and turn the image by it, and the
stage drifts.

Truth: ``to_static`` (3, 3), from (row, column, 1) in this frame to those in ``frame-static``; ``angle`` (),
degrees, ``scale`` () and ``shift`` (2,): the middle of this frame lies at the middle of the other plus the
shift, and vectors are turned by the angle, from rows to columns, and divided by the scale; ``centres``
(discs, 2) in this frame; ``radii`` (discs,) in pixels of ``frame-static``; ``expected`` (n, n), mean
electrons per pixel.
"""

import dataclasses

import numpy as np

from samples._frame_pair import PIXEL_SIZE_NM, frame, similarity
from samples._sample import Sample


def make(degrees: float = 7.0, scale: float = 1.08, shift: tuple[float, float] = (14.3, -9.6),
         dose: float = 200, seed: int = 102) -> Sample:
    """Return the frame; `dose` is the mean count at full transmission."""
    sample = frame(
        "frame-moving", "Discs, magnified",
        f"The same discs again, {100 * (scale - 1):.0f} % larger, turned by {degrees:g} degrees and shifted.",
        similarity(degrees, scale, shift), dose, seed, PIXEL_SIZE_NM / scale)
    truth = {"angle": np.array(degrees), "scale": np.array(scale), "shift": np.array(shift)}
    return dataclasses.replace(sample, truth=sample.truth | truth)
