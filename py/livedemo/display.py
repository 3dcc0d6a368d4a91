"""From values to the pixels of a screen.

Bokeh's own colour mappers take several milliseconds for each change of their limits, so images reach it as
ready-made RGBA. This is the one place that maps values to colours: at build time for the first figure, in the
kernel for every later one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

#: A limit of the colour scale: a number, or None for the smallest or largest finite value of the array.
Limit = float | None


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
        Limits of the colour scale; None takes the array's own.
    """

    array: str
    colours: Sequence[str]
    low: Limit = None
    high: Limit = None

    def describe(self) -> dict[str, Any]:
        """Return it as JSON-compatible data; `Display.read` is the inverse."""
        return asdict(self) | {"colours": list(self.colours)}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Display:
        """Return the display that `describe` wrote."""
        return cls(**data)

    def limits(self, values: np.ndarray) -> tuple[float, float]:
        """Return (low, high) for these values; high > low always."""
        low = self.low if self.low is not None else float(np.min(values))
        high = self.high if self.high is not None else float(np.max(values))
        return (low, high) if high > low else (low, low + max(1.0, abs(low)))

    def exact(self, values: np.ndarray) -> bool:
        """Whether no two pixels may ever be blended or compressed with loss: masks, labels, overlays."""
        return values.dtype == bool or values.ndim == 3 or len(self.colours) < 256

    def table(self) -> np.ndarray:
        """Return the colours as packed RGBA, shape (colours,), uint32 in memory order R, G, B, A."""
        rows = [bytes.fromhex(c.lstrip("#").ljust(8, "f")) for c in self.colours]
        return np.frombuffer(b"".join(rows), np.uint32)

    def rgba(self, values: np.ndarray,
             table: np.ndarray | None = None) -> tuple[np.ndarray, tuple[float, float]]:
        """Map `values` to colours.

        Parameters
        ----------
        values : numpy.ndarray
            Shape (rows, columns), real or boolean; or (rows, columns, 4) uint8.
        table : numpy.ndarray, optional
            What `table` returns, to save making it again.

        Returns
        -------
        rgba : numpy.ndarray
            Shape (rows, columns), uint32, C order, bytes R, G, B, A.
        limits : tuple of float
            The values that got the first and the last colour.
        """
        if values.ndim == 3:
            return np.ascontiguousarray(values).view(np.uint32)[..., 0], (0.0, 255.0)
        table = self.table() if table is None else table
        if values.dtype == bool:
            return table[[0, -1]].take(values.view(np.uint8)), (0.0, 1.0)
        low, high = self.limits(values)
        # Float32 is faster, and enough for what is recorded in 16 bits or in float32 itself.
        wide = values.dtype.itemsize > 2 and values.dtype != np.float32
        scaled = np.subtract(values, low, dtype=np.float64 if wide else np.float32)
        scaled /= (high - low) / len(table)
        np.clip(scaled, 0, len(table) - 1, out=scaled)
        return table.take(scaled.astype(np.uint8)), (low, high)
