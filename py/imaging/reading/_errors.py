"""The error of this package, and the limits that are checked before memory is taken."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Pixels in one frame. Decoded as 16-bit RGBA it takes 512 MiB, the most that a small computer's browser tab
#: can give.
MAX_PIXELS = 64 * 2**20


class ImageError(ValueError):
    """A file that cannot be read as an image; the message tells the user why and what would do."""


def check_size(shape: Sequence[int]) -> None:
    """Refuse a frame of `shape` (rows, columns, ...) that is empty or too large.

    Raises
    ------
    ImageError
    """
    rows, columns = shape[:2]
    if math.prod(shape) == 0:
        raise ImageError(f"it has no pixels: its size is {columns} x {rows}")
    if rows * columns > MAX_PIXELS:
        raise ImageError(
            f"{columns} x {rows} pixels are too many: at most {MAX_PIXELS:,} in all can be read, "
            f"such as {math.isqrt(MAX_PIXELS)} x {math.isqrt(MAX_PIXELS)}"
        )


def check_frame(frame: int, frames: int) -> None:
    """Refuse a frame number outside 0 to `frames` - 1.

    Raises
    ------
    ImageError
    """
    if not 0 <= frame < frames:
        allowed = "only frame 0" if frames == 1 else f"frames 0 to {frames - 1}"
        raise ImageError(f"there is no frame {frame}, {allowed}")
