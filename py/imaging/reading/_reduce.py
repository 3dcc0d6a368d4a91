"""Make a large image smaller by exact means of square blocks."""

from __future__ import annotations

import numpy as np

from imaging.reading._grey import strips

_ROWS = 256


def reduction(shape: tuple[int, int], max_side: int) -> int:
    """Return the least edge of a block, in pixels, that brings both sides down to `max_side`."""
    return max(1, -(-max(shape) // max_side))


def block_mean(array: np.ndarray, k: int) -> np.ndarray:
    """Average blocks of k x k pixels.

    Parameters
    ----------
    array : numpy.ndarray
        Shape (rows, columns).
    k : int
        Edge of a block. Blocks at the far edges have what pixels are left, and their mean is taken over
        those.

    Returns
    -------
    numpy.ndarray
        Shape (ceil(rows / k), ceil(columns / k)); float32 for integers of up to 16 bits and for float32,
        else float64. Sums are taken in float64.
    """
    rows, columns = array.shape
    wide = array.dtype.itemsize > 2 and array.dtype != np.float32
    out = np.empty((-(-rows // k), -(-columns // k)), np.float64 if wide else np.float32)
    widths = np.diff(np.append(np.arange(0, columns, k), columns))
    blocks = max(1, _ROWS // k)
    for means, strip in zip(strips(out, blocks), strips(array, blocks * k), strict=True):
        sums = np.add.reduceat(strip, np.arange(0, len(strip), k), axis=0, dtype=np.float64)
        sums = np.add.reduceat(sums, np.arange(0, columns, k), axis=1)
        heights = np.diff(np.append(np.arange(0, len(strip), k), len(strip)))
        means[:] = sums / (heights[:, None] * widths)
    return out
