"""A square grid over an image as one line, so that a map can bend it and a figure draw it in one go."""

from __future__ import annotations

import numpy as np


def grid_line(shape: tuple[int, int], squares: int = 8, pieces: int = 1) -> np.ndarray:
    """Return a line along all lines of a square grid, back and forth; between them it keeps to the rim.

    Parameters
    ----------
    shape : (rows, columns)
        Of the image. Its outermost pixels end half a pixel beyond their centres, and there the grid ends.
    squares : int
        Along the longest side.
    pieces : int
        Points along each line, for each square of the longest side; a map that bends lines needs several.

    Returns
    -------
    numpy.ndarray
        Shape (2, points): x (columns) and y (rows).
    """
    step = max(shape) / squares
    right, bottom = shape[1] - 0.5, shape[0] - 0.5
    across, down = (np.append(np.arange(-0.5, end - 1e-9, step), end) for end in (right, bottom))
    points = []
    x, y = -0.5, bottom
    for row in down:
        points += [(x, row), (right - 0.5 - x, row)]
        x = right - 0.5 - x
    for column in across if x == -0.5 else across[::-1]:
        points += [(column, y), (column, bottom - 0.5 - y)]
        y = bottom - 0.5 - y
    corners = np.array(points).T
    if pieces == 1:
        return corners
    parts = np.arange(pieces * squares) / (pieces * squares)
    between = corners[:, :-1, None] * (1 - parts) + corners[:, 1:, None] * parts
    return np.column_stack([between.reshape(2, -1), corners[:, -1]])
