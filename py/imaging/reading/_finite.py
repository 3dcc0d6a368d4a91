"""Values that are no finite numbers."""

from __future__ import annotations

import numpy as np

from imaging.reading._errors import ImageError
from imaging.reading._grey import strips

#: Sums over an image of the largest size stay finite in float32 up to here.
MAX_MAGNITUDE = 1e30


def finite(array: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Replace NaN by the mean of the finite values, and infinities by their largest and smallest.

    The mean adds no contrast, so a missing pixel stands out least in an average or a Fourier transform.

    Returns
    -------
    array : numpy.ndarray
        The same array where all values are finite, else a copy.
    notes : list of str
        How many were replaced by what.

    Raises
    ------
    ImageError
        If no value is finite, or one is larger than `MAX_MAGNITUDE`.
    """
    if array.dtype.kind != "f":
        return array, []
    count, total, low, high = 0, 0.0, np.inf, -np.inf
    with np.errstate(over="ignore"):
        for strip in strips(array):
            values = strip[np.isfinite(strip)]
            if values.size:
                count += values.size
                total += float(values.sum(dtype=np.float64))
                low, high = min(low, float(values.min())), max(high, float(values.max()))
    if count == 0:
        raise ImageError(f"none of its {array.size} values is a finite number")
    if max(-low, high) > MAX_MAGNITUDE:
        raise ImageError(f"its values reach from {low:g} to {high:g}; allowed are ±{MAX_MAGNITUDE:g} at most")
    if count == array.size:
        return array, []
    mean = total / count
    kinds = (
        (np.isnan, "NaN", "the mean", mean),
        (np.isposinf, "+inf", "the largest finite value", high),
        (np.isneginf, "-inf", "the smallest finite value", low),
    )
    notes = []
    for test, what, by, value in kinds:
        found = sum(int(np.count_nonzero(test(strip))) for strip in strips(array))
        if found:
            notes.append(f"{found} of its {array.size} values were {what} and became {by}, {value:.6g}.")
    return np.nan_to_num(array, nan=mean, posinf=high, neginf=low), notes
