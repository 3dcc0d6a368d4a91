"""From values to the pixels of a screen.

Bokeh's own colour mappers take several milliseconds for each change of their limits, so images reach it as
ready-made RGBA. What colour a value gets is said here alone; at build time it is done here as well, in the
browser by web/kernel/colours.js, since NumPy takes ten times as long for it in WebAssembly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

#: A limit of the colour scale: a number, or None for one that follows the values.
Limit = float | None
#: How limits follow the values: smallest to largest; as far below zero as above; mean plus and minus some
#: standard deviations.
AUTOMATIC = ("range", "symmetric", "sigmas")


@dataclass(frozen=True)
class Coloured:
    """Values and the colours that they get.

    Attributes
    ----------
    values : numpy.ndarray
        Shape (rows, columns), real or boolean; or (rows, columns, 4) uint8, colours already.
    table : numpy.ndarray
        What `Display.table` returns.
    limits : tuple of float
        The values that get the first and the last colour.
    exact : bool
        Whether no two pixels may ever be blended or compressed with loss: masks, labels, overlays.
    """

    values: np.ndarray
    table: np.ndarray
    limits: tuple[float, float]
    exact: bool

    @property
    def wide(self) -> bool:
        """Whether float32, which is faster, is not enough: it is for 16 bits and for float32 itself."""
        return self.values.dtype.itemsize > 2 and self.values.dtype != np.float32

    def rgba(self) -> np.ndarray:
        """Return the pixels: shape (rows, columns), uint32, C order, bytes R, G, B, A."""
        values, table = self.values, self.table
        if values.ndim == 3:
            return np.ascontiguousarray(values).view(np.uint32)[..., 0]
        if values.dtype == bool:
            return table[[0, -1]].take(values.view(np.uint8))
        low, high = self.limits
        scaled = np.subtract(values, low, dtype=np.float64 if self.wide else np.float32)
        scaled /= (high - low) / len(table)
        np.clip(scaled, 0, len(table) - 1, out=scaled)
        return table.take(scaled.astype(np.uint8))


@dataclass(frozen=True)
class Display:
    """How the array `array` is shown as an image.

    Parameters
    ----------
    array : str
        Name of a 2-D array, or of a (rows, columns, 4) uint8 array that is shown as it is.
    colours : sequence of str
        ``#rrggbb`` or ``#rrggbbaa`` from the low limit to the high one, at most 256.
    low, high : float or None
        Limits of the colour scale; None lets them follow the values.
    automatic : str
        How they do: one of `AUTOMATIC`.
    sigmas : float
        How many standard deviations, for ``"sigmas"``.
    """

    array: str
    colours: Sequence[str]
    low: Limit = None
    high: Limit = None
    automatic: str = "range"
    sigmas: float = 3.0

    def __post_init__(self) -> None:
        if self.automatic not in AUTOMATIC:
            raise ValueError(f"limits that follow {self.automatic!r}: expected {', '.join(AUTOMATIC)}")
        if not 2 <= len(self.colours) <= 256:
            raise ValueError(f"{len(self.colours)} colours: expected 2 to 256")

    def describe(self) -> dict[str, Any]:
        """Return it as JSON-compatible data; `Display.read` is the inverse."""
        return asdict(self) | {"colours": list(self.colours)}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Display:
        """Return the display that `describe` wrote."""
        return cls(**data)

    def limits(self, values: np.ndarray) -> tuple[float, float]:
        """Return (low, high) for these values; high > low always."""
        low, high = self.low, self.high
        if low is None or high is None:
            first, last = self._follow(values)
            low, high = first if low is None else low, last if high is None else high
        return (low, high) if high > low else (low, low + max(1.0, abs(low)))

    def _follow(self, values: np.ndarray) -> tuple[float, float]:
        low, high = float(np.min(values)), float(np.max(values))
        if self.automatic == "symmetric":
            high = max(abs(low), abs(high))
            low = -high
        elif self.automatic == "sigmas":
            mean = float(values.mean(dtype=np.float64))
            reach = self.sigmas * float(values.std(dtype=np.float64))
            low, high = max(low, mean - reach), min(high, mean + reach)
        return low, high

    def exact(self, values: np.ndarray) -> bool:
        """Return whether no two pixels may be blended."""
        return values.dtype == bool or values.ndim == 3 or len(self.colours) < 256

    def table(self) -> np.ndarray:
        """Return the colours as packed RGBA, shape (colours,), uint32 in memory order R, G, B, A."""
        rows = [bytes.fromhex(c.lstrip("#").ljust(8, "f")) for c in self.colours]
        return np.frombuffer(b"".join(rows), np.uint32)

    def coloured(self, values: np.ndarray, table: np.ndarray | None = None) -> Coloured:
        """Say which colours `values` get; `table`, where it was made before, saves making it again."""
        if values.ndim == 3:
            limits = (0.0, 255.0)
        else:
            limits = (0.0, 1.0) if values.dtype == bool else self.limits(values)
        return Coloured(values, self.table() if table is None else table, limits, self.exact(values))

    def rgba(self, values: np.ndarray) -> tuple[np.ndarray, tuple[float, float]]:
        """Return the pixels of `values`, and the limits that they were given."""
        coloured = self.coloured(values)
        return coloured.rgba(), coloured.limits
