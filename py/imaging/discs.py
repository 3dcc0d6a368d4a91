"""Discs at any place on a grid of pixels: which pixels have their centre in one."""

from __future__ import annotations

import numpy as np


def covered(row: np.ndarray, column: np.ndarray, radius: np.ndarray, shape: tuple[int, int],
            around: bool = True) -> np.ndarray:
    """Return which pixels have their centre in a disc.

    In each row of pixels, a disc covers all from one to another: +1 is noted at the first and -1 behind the
    last, and the running sum tells how many discs lie on a pixel. That takes the diameter of a disc and not
    its area.

    Parameters
    ----------
    row, column, radius : numpy.ndarray of float32
        Shape (discs,), in pixels; pixel (i, j) has its centre at (i + 1/2, j + 1/2).
    shape : (int, int)
        Rows and columns.
    around : bool
        Whether what sticks out on one side comes in on the opposite one.

    Returns
    -------
    numpy.ndarray of bool
        Of that shape.
    """
    rows, columns = shape
    reach = int(np.ceil(radius.max(initial=0.0))) + 1 if around else 0
    width, height = columns + 2 * reach, rows + 2 * reach
    # Half a pixel off, centres of pixels are whole numbers; the room around takes what sticks out.
    down, across = row + np.float32(reach - 0.5), column + np.float32(reach - 0.5)
    first, last = np.ceil(down - radius), np.floor(down + radius)
    if not around:
        np.maximum(first, 0, out=first)
        np.minimum(last, height - 1, out=last)
    lines = (last - first).astype(np.int32) + 1
    away, squared, line = first - down, np.square(radius), (first * np.float32(width)).astype(np.int32)
    begins, ends, most = [], [], int(lines.max(initial=0))
    for number in range(most):
        staying = np.flatnonzero(lines > number)
        if len(staying) < 0.4 * len(lines) or (len(staying) < len(lines) and not around):
            across, away, squared, line, lines = (
                values.take(staying) for values in (across, away, squared, line, lines))
        left = squared - np.square(away + np.float32(number))
        half = np.sqrt(np.maximum(left, 0, out=left), out=left)
        for places, edge in ((begins, across - half), (ends, across + half)):
            # An edge that passes through a centre counts once, so that half a width of 0 covers nothing.
            np.ceil(edge, out=edge)
            if not around:
                np.clip(edge, 0, width, out=edge)
            places.append(edge.astype(np.int32) + line)
        line += np.int32(width)
    if not begins:
        return np.zeros(shape, bool)
    # Discs that have no more lines note +1 and -1 at the same place, which may be below the last row.
    size = width * (height + most) + 1
    change = np.bincount(np.concatenate(begins), minlength=size)
    change -= np.bincount(np.concatenate(ends), minlength=size)
    deep = np.cumsum(change, out=change)[: width * height].reshape(height, width) > 0
    if not around:
        return deep
    return _folded(_folded(deep, reach, rows).T, reach, columns).T


def _folded(padded: np.ndarray, reach: int, count: int) -> np.ndarray:
    """Return the middle `count` rows, with what is up to `reach` rows beyond laid onto the opposite side."""
    folded = padded[reach : reach + count].copy()
    for start in range(reach % count - count, len(padded), count):
        if start != reach:
            piece = padded[max(start, 0) : start + count]
            folded[max(start, 0) - start :][: len(piece)] |= piece
    return folded


def magnified(row: np.ndarray, column: np.ndarray, radius: np.ndarray, corner: tuple[int, int],
              shape: tuple[int, int], times: int) -> np.ndarray:
    """Return what `covered` gives for a part of the film, in finer pixels.

    Parameters
    ----------
    row, column, radius : numpy.ndarray of float32
        As for `covered`.
    corner, shape : (int, int)
        First row and column of the part, and how many there are.
    times : int
        Pixels of the result along an edge of one of the film.

    Returns
    -------
    numpy.ndarray of bool
        Shape ``(times * shape[0], times * shape[1])``.
    """
    discs = (np.float32(times) * values for values in
             (row - np.float32(corner[0]), column - np.float32(corner[1]), radius))
    return covered(*discs, (times * shape[0], times * shape[1]), around=False)
