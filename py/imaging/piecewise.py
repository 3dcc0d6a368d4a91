"""Images bent by a mesh of points: piecewise affine maps over the two triangles of each of its cells.

The mesh at rest is a regular grid over the whole image. Moving its points moves what lies under them, and
within each triangle the map is the affine one that its three corners fix; so it is continuous across edges.
Unlike `skimage.transform.PiecewiseAffineTransform`, which triangulates anew, a mesh keeps its triangles
whatever its points do: a drag changes nothing suddenly, and what is turned over can be told.

Points are (row, column), in pixels, in the order of rows of the grid.
"""

from __future__ import annotations

import numpy as np

Window = tuple[slice, slice]

#: How far outside a triangle, in parts of its height, a pixel may be and still count: rounding leaves no gap.
EDGE = 1e-5
#: Triangles smaller than this, in square pixels, cover nothing.
NOTHING = 1e-6


def rest(lines: tuple[int, int], shape: tuple[int, int]) -> np.ndarray:
    """Return a regular grid over a whole image.

    Parameters
    ----------
    lines : (down, across)
        Points in a column and in a row, 2 or more each.
    shape : (rows, columns)
        Of the image, whose outermost pixels end half a pixel beyond their centres.

    Returns
    -------
    numpy.ndarray
        Shape (down * across, 2).
    """
    row, column = (np.linspace(-0.5, n - 0.5, count) for n, count in zip(shape, lines, strict=True))
    return np.stack(np.meshgrid(row, column, indexing="ij"), -1).reshape(-1, 2)


def triangles(lines: tuple[int, int]) -> np.ndarray:
    """Return which points are the corners of each triangle, shape (2 * cells, 3).

    The diagonal of each cell goes from its upper left to its lower right corner.
    """
    down, across = lines
    first = (np.arange(down - 1)[:, None] * across + np.arange(across - 1)).reshape(-1, 1)
    cells = np.stack([first + (0, across, across + 1), first + (0, across + 1, 1)], 1)
    return cells.reshape(-1, 3)


def outline(lines: tuple[int, int]) -> np.ndarray:
    """Return the order of points in which one line draws all lines of the grid, along its lines only."""
    points = np.arange(lines[0] * lines[1]).reshape(lines)
    rows = points.copy()
    rows[1::2] = rows[1::2, ::-1]
    columns = points.T[::-1 if lines[0] % 2 else 1].copy()  # begins at the corner where the rows have ended
    columns[::2] = columns[::2, ::-1]
    return np.concatenate([rows.ravel(), columns.ravel()])


def areas(points: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Return the area of each triangle in square pixels, negative where it is turned over.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (points, 2).
    corners : numpy.ndarray
        `triangles`.
    """
    a, b, c = np.moveaxis(points[corners], 1, 0)
    return ((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]) / 2


def changed(before: np.ndarray, after: np.ndarray, corners: np.ndarray, shape: tuple[int, int]) -> Window:
    """Return the part of an image outside of which two states of a mesh do the same.

    Parameters
    ----------
    before, after : numpy.ndarray
        Shape (points, 2).
    corners : numpy.ndarray
        `triangles`.
    shape : (rows, columns)
        Of the image.

    Returns
    -------
    tuple of slice
        Rows and columns; empty slices if nothing has changed inside the image.
    """
    touched = corners[(before != after).any(1)[corners].any(1)]
    if not touched.size:
        return slice(0, 0), slice(0, 0)
    return _box(np.concatenate([before[touched], after[touched]]).reshape(-1, 2), (0, 0), shape)


def places(source: np.ndarray, moved: np.ndarray, corners: np.ndarray,
           window: Window) -> tuple[np.ndarray, np.ndarray]:
    """Return where each pixel of the bent image comes from.

    Where triangles lie over one another, those that are not turned over win, the later ones first.

    Parameters
    ----------
    source, moved : numpy.ndarray
        Shape (points, 2): the points at rest, and where they are moved.
    corners : numpy.ndarray
        `triangles`.
    window : tuple of slice
        Rows and columns of the bent image, with their ends.

    Returns
    -------
    places : numpy.ndarray of float32
        Shape (2, *window): rows and columns at rest; -2 outside of all triangles.
    folded : numpy.ndarray of bool
        Shape of the window: which pixels lie in a triangle that is turned over.
    """
    start, stop = zip(*((part.start, part.stop) for part in window), strict=True)
    shape = tuple(np.subtract(stop, start))
    found = np.full((2, *shape), -2, np.float32)
    folded = np.zeros(shape, bool)
    size = areas(moved, corners)
    order = np.argsort(size > 0, kind="stable")  # turned over, then not
    first, end = _bounds(moved[corners], start, stop)
    order = order[(abs(size[order]) >= NOTHING) & (first < end).all(1)[order]]
    for corner, area, low, high in zip(*(each[order] for each in (corners, size, first, end)), strict=True):
        rows, columns = (slice(*ends) for ends in zip(low.tolist(), high.tolist(), strict=True))
        # Barycentric coordinates of b and c at the pixels of the box about the triangle.
        (a, b, c), at = moved[corner], source[corner]
        row, column = (np.arange(part.start, part.stop) - middle
                       for part, middle in zip((rows, columns), a, strict=True))
        row = row[:, None]
        (b_row, b_column), (c_row, c_column) = (b - a) / (2 * area), (c - a) / (2 * area)
        of_b = _plane(row, column, c_column, -c_row)
        of_c = _plane(row, column, -b_column, b_row)
        inside = (of_b >= -EDGE) & (of_c >= -EDGE) & (of_b + of_c <= 1 + EDGE)
        part = (slice(rows.start - start[0], rows.stop - start[0]),
                slice(columns.start - start[1], columns.stop - start[1]))
        for axis in (0, 1):
            along_b, along_c = at[1:, axis] - at[0, axis]
            value = _plane(row, column, along_b * c_column - along_c * b_column,
                           along_c * b_row - along_b * c_row)
            np.copyto(found[axis][part], value + np.float32(at[0, axis]), where=inside)
        if area < 0:
            folded[part] |= inside
    return found, folded


def _box(points: np.ndarray, start: tuple[int, int], stop: tuple[int, int]) -> Window:
    """Return the pixels of a window that may lie inside a polygon with these corners."""
    low, high = (ends.tolist() for ends in _bounds(points, start, stop))
    return slice(low[0], high[0]), slice(low[1], high[1])


def _bounds(polygons: np.ndarray, start: tuple[int, int], stop: tuple[int, int]) -> list[np.ndarray]:
    """Return where boxes about polygons, shape (..., corners, 2), begin and end, shape (..., 2) each."""
    ends = np.ceil(polygons.min(-2)), np.floor(polygons.max(-2)) + 1
    return [np.clip(end, start, stop).astype(int) for end in ends]


def _plane(row: np.ndarray, column: np.ndarray, by_row: float, by_column: float) -> np.ndarray:
    """Return by_row * row + by_column * column in float32."""
    return (row * by_row).astype(np.float32) + (column * by_column).astype(np.float32)
