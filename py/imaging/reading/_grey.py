"""From the channels that were recorded to one grey value per pixel.

Large images are worked on in strips of rows, so that no second full copy is made.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from imaging.reading._decoded import Alpha

#: Red, green and blue in luminance, ITU-R BT.709-6, on the values as stored (no gamma is undone).
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])

#: Number types that are handed on as they are; others become the nearest wider one.
_KEPT = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64")
_WIDENED = {"bool": np.uint8, "float16": np.float32}


def strips(array: np.ndarray, rows: int = 256) -> Iterator[np.ndarray]:
    """Yield views of `rows` rows each; the last may have fewer."""
    return (array[start : start + rows] for start in range(0, len(array), rows))


def plain(array: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Return real values in a number type of 8 to 64 bits and this machine's byte order, and notes.

    Complex values become their modulus; 64-bit integers and long floats become float64.
    """
    if array.dtype.kind == "c":
        with np.errstate(over="ignore", invalid="ignore"):
            modulus = np.concatenate([np.abs(strip) for strip in strips(array)])
        return plain(modulus)[0], ["Its values are complex; this is their modulus."]
    native = array.dtype.newbyteorder("=")
    if native.name in _KEPT:
        return array.astype(native, copy=False), []
    with np.errstate(over="ignore"):
        wide = array.astype(_WIDENED.get(native.name, np.float64))
    if native.kind in "iu" and np.abs(wide).max() > 2**53:
        return wide, [f"Its {native.name} values beyond 2^53 were rounded to 64-bit floats."]
    return wide, []


def grey(array: np.ndarray, alpha: Alpha) -> tuple[np.ndarray, list[str]]:
    """Merge the channels of an image into one.

    Parameters
    ----------
    array : numpy.ndarray
        Shape (rows, columns) or (rows, columns, channels).
    alpha : {"none", "straight", "premultiplied"}
        What the last of several channels is.

    Returns
    -------
    array : numpy.ndarray
        Shape (rows, columns). One grey channel, or three equal ones, of full opacity keep their values; else
        float32: luminance, laid over white where it is not opaque.
    notes : list of str
    """
    if array.ndim == 2:
        return array, []
    notes: list[str] = []
    opacity = None
    if alpha != "none":
        array, opacity = array[..., :-1], array[..., -1]
        # A float image does not say which number means full opacity.
        full = np.iinfo(array.dtype).max if array.dtype.kind in "iu" else None
        if full is None or (opacity == full).all():
            opacity = None
            notes.append("Its alpha channel was dropped.")
        else:
            notes.append("Where it is transparent, it was laid over white.")
    if array.shape[-1] == 3:
        if all(np.array_equal(array[..., 0], array[..., i]) for i in (1, 2)):
            array = array[..., :1]
            notes.append("Its three colour channels are equal; one was kept.")
        else:
            notes.append("Its colours became luminance: 0.2126 red + 0.7152 green + 0.0722 blue.")
    if array.shape[-1] == 1 and opacity is None:
        return array[..., 0], notes
    weights = LUMINANCE if array.shape[-1] == 3 else np.ones(1)
    merged = np.empty(array.shape[:2], np.float32)
    opacities = [None] * len(array) if opacity is None else strips(opacity)
    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is dealt with later
        for out, colours, opaque in zip(strips(merged), strips(array), opacities, strict=False):
            value = colours @ weights
            if opaque is not None:
                share = opaque / full
                value = value * (share if alpha == "straight" else 1) + full * (1 - share)
            out[:] = value
    return merged, notes
