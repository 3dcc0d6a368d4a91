"""What `compute` returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


class NoSuggestion(Exception):
    """A demo finds no values that it could suggest; the message says why, and what to do instead."""


class Result:
    """Named arrays and the sentence that sums them up.

    Parameters
    ----------
    summary : str
        One sentence with the numbers a person would read off the figure.
    suggested : mapping, optional
        Values that an `Actions` control with ``sets`` offers for other controls, ``{control: value}``.
    units : mapping, optional
        Units that depend on the image, ``{"length": "nm"}``, for the places that `livedemo.view` leaves open.
    progress : float, optional
        What part of a computation that yields several results is done, 0 to 1.
    backend : str
        What computed it, for the status line ("CPU: scipy"), where `imaging.backend` does not say it.
    **arrays : numpy.ndarray
        Results by name. An image is 2-D, or (rows, columns, 4) uint8 for ready-made RGBA. An array that is
        the same object as in the previous result of the same page is not sent again.

    Raises
    ------
    TypeError
        If a value is not an array of numbers, booleans or RGBA bytes.
    """

    def __init__(self, summary: str, *, suggested: Mapping[str, Any] | None = None,
                 units: Mapping[str, str] | None = None, progress: float | None = None,
                 backend: str = "CPU", **arrays: np.ndarray) -> None:
        for name, array in arrays.items():
            if not isinstance(array, np.ndarray) or array.dtype.kind not in "biufc":
                raise TypeError(f"result {name!r} is {type(array).__name__}, not an array of numbers")
        self.summary = summary
        self.suggested = dict(suggested or {})
        self.units = dict(units or {})
        self.progress = progress
        self.backend = backend
        self.arrays = arrays
