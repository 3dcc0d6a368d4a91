"""The scene of ``frame-static`` on a tilted stage, at a low magnification of a scanning electron microscope.

The field of view is a good part of the working distance, so what is nearer to the lens looks larger: parallel
lines converge, and no affine map, only a projective one, maps one frame onto the other.

Truth: ``to_static`` (3, 3), from (row, column, 1) in this frame to those in ``frame-static``, after division
by the third; ``tilt`` (), degrees; ``distance`` (), working distance in pixels; ``centres`` (discs, 2) in
this frame; ``radii`` (discs,) in pixels of ``frame-static``; ``expected`` (n, n), mean electrons per pixel.
"""

import dataclasses

import numpy as np

from samples._frame_pair import frame, perspective
from samples._sample import Sample


def make(tilt: float = 35.0, axis: float = 20.0, distance: float = 700.0, dose: float = 200,
         seed: int = 103) -> Sample:
    """Return the frame; `dose` is the mean count at full transmission."""
    sample = frame(
        "frame-tilted", "Discs, tilted",
        f"The same discs on a stage that is tilted by {tilt:g} degrees, seen from so near that what is "
        "closer looks larger.",
        perspective(tilt, axis, distance), dose, seed, pixel_size=None)
    truth = {"tilt": np.array(tilt), "distance": np.array(distance)}
    return dataclasses.replace(sample, truth=sample.truth | truth)
