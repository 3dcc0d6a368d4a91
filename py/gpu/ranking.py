"""Order statistics of the pixels under a footprint, with the conventions of `scipy.ndimage`.

All are operations on a `Plan`, see `gpu.plan`. Images are float32 of the shape (..., rows, columns), where
what comes before rows is a batch; results have the same shape. Each value is one of the image's, or `cval`.
Values have to be finite; 0.0 and -0.0 are equal, and which of them comes out is not defined.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from gpu import edges
from gpu.plan import Array, Plan

Footprint = Literal["square", "disc"]

#: Largest footprint, in pixels across.
LARGEST = 31


def reaches(size: int, footprint: Footprint) -> np.ndarray:
    """Return how far each row of a footprint reaches to either side.

    Parameters
    ----------
    size : int
        Pixels across: 1, 3, ... `LARGEST`.
    footprint : {"square", "disc"}
        "disc" is `skimage.morphology.disk` of the radius size // 2: the pixels no further than that from the
        middle, from centre to centre.

    Returns
    -------
    numpy.ndarray of int32
        Shape (size,); row i is made of the columns -reaches[i] ... reaches[i] about the middle.

    Raises
    ------
    ValueError
        For another size or footprint.
    """
    if size not in range(1, LARGEST + 1, 2):
        raise ValueError(f"size is {size}; allowed are the odd numbers from 1 to {LARGEST}")
    radius = size // 2
    if footprint == "square":
        return np.full(size, radius, np.int32)
    if footprint == "disc":
        return np.array([math.isqrt(radius**2 - y**2) for y in range(-radius, radius + 1)], np.int32)
    raise ValueError(f"footprint is {footprint!r}; allowed are 'square' and 'disc'")


def minimum(plan: Plan, image: Array, *, size: int, footprint: Footprint = "square",
            mode: edges.Mode = "reflect", cval: float = 0.0) -> Array:
    """Return the smallest value under a footprint around each pixel, as `scipy.ndimage.minimum_filter`.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    image : Array of float32
        Shape (..., rows, columns).
    size : int
        Pixels across the footprint: 1, 3, ... `LARGEST`.
    footprint : {"square", "disc"}
        See `reaches`.
    mode : {"reflect", "constant", "nearest", "mirror", "wrap"}
        What lies beyond the edges, as in `scipy.ndimage`.
    cval : float
        The value there for "constant".

    Returns
    -------
    Array of float32

    Raises
    ------
    ValueError
        For another size, footprint or mode.
    """
    return _extreme(plan, image, size, footprint, mode, cval, largest=False)


def maximum(plan: Plan, image: Array, *, size: int, footprint: Footprint = "square",
            mode: edges.Mode = "reflect", cval: float = 0.0) -> Array:
    """Return the largest value under a footprint, as `scipy.ndimage.maximum_filter`; see `minimum`."""
    return _extreme(plan, image, size, footprint, mode, cval, largest=True)


def median(plan: Plan, image: Array, *, size: int, footprint: Footprint = "square",
           mode: edges.Mode = "reflect", cval: float = 0.0) -> Array:
    """Return the median under a footprint, as `scipy.ndimage.median_filter`; see `minimum`."""
    count = int((2 * reaches(size, footprint) + 1).sum())  # odd
    return rank(plan, image, rank=count // 2, size=size, footprint=footprint, mode=mode, cval=cval)


def rank(plan: Plan, image: Array, *, rank: int, size: int, footprint: Footprint = "square",
         mode: edges.Mode = "reflect", cval: float = 0.0) -> Array:
    """Return the value of a rank under a footprint around each pixel, as `scipy.ndimage.rank_filter`.

    Parameters
    ----------
    rank : int
        0 for the smallest value, -1 for the largest.
    plan, image, size, footprint, mode, cval
        As for `minimum`.

    Returns
    -------
    Array of float32

    Raises
    ------
    ValueError
        If the footprint has no such rank, and for another size, footprint or mode.
    """
    table = reaches(size, footprint)
    count = int((2 * table + 1).sum())
    if not -count <= rank < count:
        raise ValueError(f"rank is {rank}; a {footprint} of size {size} allows {-count} to {count - 1}")
    rows, columns = image.shape[-2:]
    bordered = (*image.shape[:-2], rows + size - 1, columns + size - 1)
    keys = plan.dispatch("keys", [image], bordered, np.uint32, ROWS=rows, COLUMNS=columns,
                         EDGE=edges.code(mode), OUTSIDE=cval, COUNT=math.prod(bordered), BORDER=size // 2)
    return plan.dispatch("rank", [keys, plan.table(table)], image.shape, ROWS=rows, COLUMNS=columns,
                         COUNT=image.size, RANK=rank % count)


def _extreme(plan: Plan, image: Array, size: int, footprint: Footprint, mode: edges.Mode, cval: float,
             largest: bool) -> Array:
    table = reaches(size, footprint)
    # A square is separable: a column, then a row.
    parts = [table] if footprint == "disc" else [np.zeros(size, np.int32), table[:1]]
    rows, columns = image.shape[-2:]
    for part in parts:
        image = plan.dispatch("extreme", [image, plan.table(part)], image.shape, ROWS=rows, COLUMNS=columns,
                              EDGE=edges.code(mode), OUTSIDE=cval, COUNT=image.size, LARGEST=largest)
    return image
