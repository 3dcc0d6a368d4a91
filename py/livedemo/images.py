"""What a demo's `prepare` gets for each of its image controls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Picture:
    """An image with what is known about it.

    Attributes
    ----------
    array : numpy.ndarray
        Shape (rows, columns), real, finite; the dtype in which it was recorded.
    name : str
        The sample's name, or ``"own"`` for the user's file.
    title : str
        What a person calls it.
    pixel_size : float or None
        Edge of a square pixel in `unit`, None where unknown.
    unit : str
        Unit of `pixel_size`, "px" where it is unknown.
    truth : dict of str to numpy.ndarray
        What the synthesis of a sample knows; empty for photographs and own files.
    """

    array: np.ndarray
    name: str = "own"
    title: str = "your image"
    pixel_size: float | None = None
    unit: str = "px"
    truth: dict[str, np.ndarray] = field(default_factory=dict)

    def pixel(self) -> dict[str, Any] | None:
        """Return what a page needs to write lengths on its axes; None where the pixel size is unknown."""
        if not self.pixel_size:
            return None
        return {"size": float(self.pixel_size), "unit": self.unit, "shape": list(self.array.shape)}
