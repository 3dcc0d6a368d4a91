"""NPY files, by numpy itself, without ever unpickling.

Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

import io
import math

import numpy as np

from imaging.reading._decoded import Decoded
from imaging.reading._errors import ImageError, check_frame, check_size


def decode(data: bytes, frame: int) -> Decoded:
    """Return one frame of the array in an NPY file.

    Two axes are an image; a third of length 3 or 4 is colour, of length 1 is nothing; all axes before
    the last two (three with colour) count frames. Only the frame that is asked for is copied.

    Raises
    ------
    ImageError
        For an array of objects or records, with fewer than two axes, empty, too large, or cut off.
    """
    dtype, shape, fortran_order, offset = _header(data)
    if len(shape) < 2:
        raise ImageError(f"its array has {len(shape)} axes, shape {shape}; an image needs two or more")
    if math.prod(shape) == 0:
        raise ImageError(f"its array is empty, shape {shape}")
    missing = offset + math.prod(shape) * dtype.itemsize - len(data)
    if missing > 0:
        raise ImageError(f"it is cut off: {missing} bytes are missing")
    has_channels = len(shape) > 2 and shape[-1] in (1, 3, 4) and shape[-2] > 1
    image_axes = 3 if has_channels else 2
    frames = math.prod(shape[:-image_axes])
    check_frame(frame, frames)
    check_size(shape[-image_axes:])
    array = np.frombuffer(data, dtype, math.prod(shape), offset)
    array = array.reshape(shape, order="F" if fortran_order else "C")
    array = array[np.unravel_index(frame, shape[:-image_axes])] if len(shape) > image_axes else array
    if has_channels and shape[-1] == 1:
        array = array[..., 0]
    has_alpha = has_channels and shape[-1] == 4
    return Decoded(array, "straight" if has_alpha else "none", dtype.name, frames)


def _header(data: bytes) -> tuple[np.dtype, tuple[int, ...], bool, int]:
    """Return dtype, shape, whether it is in Fortran order, and where the data begin."""
    stream = io.BytesIO(data)
    try:
        version = np.lib.format.read_magic(stream)
        if version == (1, 0):
            shape, fortran_order, dtype = np.lib.format.read_array_header_1_0(stream)
        elif version == (2, 0):
            shape, fortran_order, dtype = np.lib.format.read_array_header_2_0(stream)
        else:
            raise ImageError(f"NPY version {version} holds records; allowed are arrays of numbers")
    except ImageError:
        raise
    except Exception as error:  # numpy parses the header as Python literals and fails in many ways
        raise ImageError(f"its NPY header is damaged: {error}") from error
    if dtype.hasobject or dtype.kind not in "biufc":
        raise ImageError(f"its array holds {dtype}; allowed are real, complex and boolean numbers")
    return dtype, shape, fortran_order, stream.tell()
