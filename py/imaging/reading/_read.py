"""The way from a file's bytes to an image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imaging.reading._decoded import Decoded
from imaging.reading._errors import ImageError
from imaging.reading._finite import finite
from imaging.reading._formats import recognise, refuse
from imaging.reading._grey import grey, plain
from imaging.reading._reduce import block_mean, reduction


@dataclass(frozen=True)
class ReadImage:
    """One frame of a user's file.

    Attributes
    ----------
    array : numpy.ndarray
        Shape (rows, columns), C order, finite. uint8, int8, uint16, int16, uint32, int32, float32 or float64:
        the file's own type where the values could stay as they were.
    frames, frame : int
        How many frames the file has, and which one this is, from 0.
    notes : list of str
        What was done to it, as sentences for the user; empty where nothing was.
    dtype : str
        Number type in the file, by numpy's name.
    original_shape : tuple of int
        Shape of the frame in the file: rows, columns and, with colour, channels.
    reduction : int
        Edge in original pixels of one pixel of `array`, 1 where it was not reduced.
    """

    array: np.ndarray
    frames: int
    frame: int
    notes: list[str]
    dtype: str
    original_shape: tuple[int, ...]
    reduction: int


def read_image(data: bytes, name: str, frame: int = 0, max_side: int = 2048) -> ReadImage:
    """Read an image from the bytes of a file.

    Parameters
    ----------
    data : bytes
        A PNG, JPEG, GIF, BMP, WebP, TIFF or NPY file, recognised by its content. The packages that
        `required_packages` names must be there.
    name : str
        The file's name, for messages.
    frame : int
        Which page of a TIFF, frame of a GIF or WebP, or image of an NPY stack, from 0.
    max_side : int
        A longer side is brought down to this by the mean of k x k blocks of pixels, with the smallest k that
        does it.

    Returns
    -------
    ReadImage

    Raises
    ------
    ImageError
        If the bytes are no such image, damaged, cut off, empty or too large, or there is no such frame;
        the message begins with `name`.
    """
    if max_side < 1:
        raise ValueError(f"max_side is {max_side}; allowed is 1 or more")
    data = bytes(data)
    try:
        decoded = _decode(data, frame)
        shape = decoded.array.shape
        array, notes = _prepared(decoded)
    except ImageError as error:
        raise ImageError(f"{name}: {error}") from error
    except MemoryError as error:
        raise ImageError(f"{name}: it does not fit into memory") from error
    k = reduction(array.shape, max_side)
    if k > 1:
        before, array = array.shape, block_mean(array, k)
        notes.append(
            f"It was reduced from {before[1]} x {before[0]} to {array.shape[1]} x {array.shape[0]} pixels "
            f"(width x height): each is the mean of {k} x {k}."
        )
    return ReadImage(np.ascontiguousarray(array), decoded.frames, frame, notes, decoded.dtype, shape, k)


def _decode(data: bytes, frame: int) -> Decoded:
    """Hand the bytes to the decoder of their format; a decoder's library is imported only now."""
    kind = recognise(data)
    if kind is None:
        raise refuse(data)
    if kind == "NPY":
        from imaging.reading import _npy

        return _npy.decode(data, frame)
    if kind == "TIFF":
        from imaging.reading import _tiff

        return _tiff.decode(data, frame)
    from imaging.reading import _pillow

    return _pillow.decode(data, kind, frame)


def _prepared(decoded: Decoded) -> tuple[np.ndarray, list[str]]:
    """Return one finite real value per pixel and all notes; takes the array out of `decoded`."""
    notes = list(decoded.notes)
    array, decoded.array = decoded.array, np.empty(0)
    array, more = plain(array)
    notes += more
    array, more = grey(array, decoded.alpha)
    notes += more
    array, more = finite(array)
    return array, notes + more
