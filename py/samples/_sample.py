"""What a sample is."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Sample:
    """A picture with what is known about it.

    Attributes
    ----------
    name : str
        Its address: the module's name with hyphens.
    title : str
        What a person calls it.
    description : str
        One or two sentences for the page: what is seen, how it was made, whose it is.
    image : numpy.ndarray
        Shape (rows, columns), real and finite, in the dtype of the detector.
    quantity : str
        What a pixel counts or measures, for the axis of a histogram.
    pixel_size : float or None
        Edge of a square pixel in `unit`; None where it has no meaning.
    unit : str
        Unit of `pixel_size` (``"nm"``, ``"nm⁻¹"``), ``"px"`` where that is None.
    truth : dict of str to numpy.ndarray
        What the synthesis knows. Positions are (row, column) and lengths are in pixels;
        the sample's module documents its entries.
    """

    name: str
    title: str
    description: str
    image: np.ndarray
    quantity: str
    pixel_size: float | None = None
    unit: str = "px"
    truth: dict[str, np.ndarray] = field(default_factory=dict)
