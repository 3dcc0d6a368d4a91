"""What lies beyond the edge of an image: the modes of `scipy.ndimage` that the shaders know (edges.wgsl)."""

from __future__ import annotations

from typing import Literal

Mode = Literal["reflect", "constant", "nearest", "mirror", "wrap"]

#: The value of EDGE in edges.wgsl.
CODES = {"reflect": 0, "constant": 1, "nearest": 2, "mirror": 3, "wrap": 4}


def code(mode: Mode) -> int:
    """Return the value of EDGE for a mode.

    Raises
    ------
    ValueError
        For another mode.
    """
    if mode not in CODES:
        raise ValueError(f"mode is {mode!r}; allowed are {', '.join(map(repr, CODES))}")
    return CODES[mode]
