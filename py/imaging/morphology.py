"""Morphology of binary images: regions shrunk, grown, opened, closed, filled, outlined and thinned.

Beyond the border of an image lies nothing that counts: there, dilation finds no true pixel and erosion no
false one, as in scikit-image. So neither eats regions at the border, and to open or to close twice is to
do it once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from scipy import ndimage

Shape = Literal["disc", "square", "cross", "row", "column"]

_FULL = np.ones((3, 3), bool)
#: Steps from a pixel to its eight neighbours, counterclockwise from the one on the right.
_RING = ((0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1), (1, 0), (1, 1))


def footprint(shape: Shape, size: int) -> np.ndarray:
    """Return a footprint, symmetric about its middle.

    Parameters
    ----------
    shape : {"disc", "square", "cross", "row", "column"}
        "disc" holds the pixels at most size // 2 from the middle, "cross" the middle row and column, "row"
        and "column" one of them.
    size : int
        Pixels across, odd.

    Returns
    -------
    numpy.ndarray of bool
        Shape (size, size).

    Raises
    ------
    ValueError
        For an even size, one below 1, or another shape.
    """
    if size < 1 or size % 2 == 0:
        raise ValueError(f"the size is {size}; it must be odd and positive, so that there is a middle")
    row, column = np.ogrid[-(size // 2) : size // 2 + 1, -(size // 2) : size // 2 + 1]
    shapes = {
        "disc": row**2 + column**2 <= (size // 2) ** 2,
        "square": (row == row) & (column == column),
        "cross": (row == 0) | (column == 0),
        "row": (row == 0) & (column == column),
        "column": (column == 0) & (row == row),
    }
    if shape not in shapes:
        raise ValueError(f"the footprint is {shape!r}; allowed are {', '.join(shapes)}")
    return shapes[shape]


def dilated(mask: np.ndarray, foot: np.ndarray, iterations: int = 1) -> np.ndarray:
    """Grow regions: true where the footprint, put on any true pixel, reaches.

    Parameters
    ----------
    mask : numpy.ndarray of bool
        Shape (rows, columns).
    foot : numpy.ndarray of bool
        Odd lengths; it need not be symmetric about its middle.
    iterations : int
        How often.

    Returns
    -------
    numpy.ndarray of bool
        Same shape.
    """
    # Rows of a footprint that are alike share the work along rows, and those that hold others go on from
    # them: 30 steps in place of 149 for a disc of 15.
    kinds: dict[frozenset[int], list[int]] = {}
    for down, line in enumerate(foot):
        across = frozenset((np.flatnonzero(line) - foot.shape[1] // 2).tolist())
        if across:
            kinds.setdefault(across, []).append(down - foot.shape[0] // 2)
    for _ in range(iterations):
        grown, done = np.zeros_like(mask), frozenset()
        for across in sorted(kinds, key=len):
            if not done <= across or not done:
                along, done = np.zeros_like(mask), frozenset()
            for step in across - done:
                _or_shifted(along, mask, 0, step)
            for step in kinds[across]:
                _or_shifted(grown, along, step, 0)
            done = across
        mask = grown
    return mask


def eroded(mask: np.ndarray, foot: np.ndarray, iterations: int = 1) -> np.ndarray:
    """Shrink regions: true where the footprint, put on the pixel, meets no false pixel; see `dilated`."""
    return ~dilated(~mask, foot[::-1, ::-1], iterations)


def opened(mask: np.ndarray, foot: np.ndarray, iterations: int = 1) -> np.ndarray:
    """Erode, then dilate: what is too small or too thin for the footprint goes, the rest keeps its size."""
    return dilated(eroded(mask, foot, iterations), foot, iterations)


def closed(mask: np.ndarray, foot: np.ndarray, iterations: int = 1) -> np.ndarray:
    """Dilate, then erode: gaps and holes too small for the footprint close, the rest keeps its size."""
    return eroded(dilated(mask, foot, iterations), foot, iterations)


def painted(mask: np.ndarray, centres: Sequence[tuple[float, float]], radius: float,
            value: bool) -> np.ndarray:
    """Return a mask in which the pixels at most `radius` from any of the centres are `value`.

    Parameters
    ----------
    mask : numpy.ndarray of bool
        Shape (rows, columns).
    centres : sequence of (row, column)
        Anywhere, also beyond the border.
    radius : float
        In pixels.
    value : bool
        What is painted.
    """
    mask = mask.copy()
    for centre in centres:
        box = tuple(slice(max(math.ceil(at - radius), 0), max(math.floor(at + radius) + 1, 0))
                    for at in centre)
        part = mask[box]  # cut off at the border, and a view
        row, column = np.ogrid[box[0].start : box[0].start + part.shape[0],
                               box[1].start : box[1].start + part.shape[1]]
        part[(row - centre[0]) ** 2 + (column - centre[1]) ** 2 <= radius**2] = value
    return mask


def outline(mask: np.ndarray, foot: np.ndarray) -> np.ndarray:
    """Return the pixels of regions that an erosion takes away."""
    return mask & ~eroded(mask, foot)


def without_small(mask: np.ndarray, least: int) -> np.ndarray:
    """Remove regions of fewer than `least` pixels; pixels that touch at a corner belong together."""
    labels, count = ndimage.label(mask, _FULL)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    kept = sizes >= least
    kept[0] = False
    return kept[labels]


def filled(mask: np.ndarray, below: int | None = None) -> np.ndarray:
    """Fill holes: regions of false pixels, joined by their edges, that do not reach the border.

    Parameters
    ----------
    mask : numpy.ndarray of bool
        Shape (rows, columns).
    below : int, optional
        Fill only holes of fewer pixels.

    Returns
    -------
    numpy.ndarray of bool
        Same shape.
    """
    labels, count = ndimage.label(~mask)
    hole = np.ones(count + 1, bool)
    hole[np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))] = False
    hole[0] = False
    if below is not None:
        hole &= np.bincount(labels.ravel(), minlength=count + 1) < below
    return mask | hole[labels]


def skeleton(mask: np.ndarray) -> np.ndarray:
    """Thin regions to lines one pixel wide that are connected as the regions are.

    Parameters
    ----------
    mask : numpy.ndarray of bool
        Shape (rows, columns).

    Returns
    -------
    numpy.ndarray of bool
        Same shape; what `skimage.morphology.thin` gives.

    References
    ----------
    Z. Guo and R. W. Hall, Parallel thinning with two-subiteration algorithms, Commun. ACM 32 (1989) 359-373,
    https://doi.org/10.1145/62065.62074
    """
    padded = np.pad(mask, 1).view(np.uint8)
    width = padded.shape[1]
    steps = [row * width + column for row, column in _RING]
    flat = padded.ravel()
    alive = np.flatnonzero(flat)
    while True:
        before = alive.size
        for removable in _REMOVABLE:
            code = np.zeros(alive.size, np.uint8)
            for bit, step in enumerate(steps):
                code |= flat[alive + step] << np.uint8(bit)
            goes = removable[code]
            flat[alive[goes]] = 0
            alive = alive[~goes]
        if alive.size == before:
            return padded[1:-1, 1:-1].astype(bool)


def count_regions(mask: np.ndarray) -> int:
    """Return how many regions there are; pixels that touch at a corner belong together."""
    return int(ndimage.label(mask, _FULL)[1])


def _or_shifted(into: np.ndarray, mask: np.ndarray, down: int, across: int) -> None:
    """Set the pixels of `into` that `mask`, moved by (down, across), sets."""
    rows, columns = mask.shape
    if abs(down) < rows and abs(across) < columns:
        to = into[max(down, 0) : rows + min(down, 0), max(across, 0) : columns + min(across, 0)]
        to |= mask[max(-down, 0) : rows + min(-down, 0), max(-across, 0) : columns + min(-across, 0)]


def _removable() -> tuple[np.ndarray, np.ndarray]:
    """Return which pixels each of the two passes of a thinning removes, by the code of their neighbours."""
    x = ((np.arange(256)[:, None] >> np.arange(8)) & 1 == 1).T
    after = np.roll(x, -1, 0)
    # Without the pixel its neighbours stay connected (one run of them), and it is no end of a line.
    runs = (~x[::2] & (x[1::2] | after[1::2])).sum(0)
    pairs = np.minimum((x[::2] | x[1::2]).sum(0), (x[1::2] | after[1::2]).sum(0))
    border = (runs == 1) & (pairs >= 2) & (pairs <= 3)
    first = border & ~((x[1] | x[2] | ~x[7]) & x[0])
    second = border & ~((x[5] | x[6] | ~x[3]) & x[4])
    return first, second


_REMOVABLE = _removable()
