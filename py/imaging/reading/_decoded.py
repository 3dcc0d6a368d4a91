"""What a decoder hands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

Alpha = Literal["none", "straight", "premultiplied"]


@dataclass
class Decoded:
    """One frame of a file as it was recorded.

    Attributes
    ----------
    array : numpy.ndarray
        Shape (rows, columns) or (rows, columns, channels): 1 grey or 3 colour channels, then alpha if there
        is one.
    alpha : {"none", "straight", "premultiplied"}
        Whether the last channel is opacity, and whether the others are already multiplied by it.
    dtype : str
        Number type in the file.
    frames : int
        Frames in the file.
    notes : list of str
        What the decoder did, as sentences.
    """

    array: np.ndarray
    alpha: Alpha
    dtype: str
    frames: int
    notes: list[str] = field(default_factory=list)
