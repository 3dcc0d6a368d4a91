"""Affine maps as matrices, as lectures write them, and images transformed by them.

A matrix is 3 x 3 and maps (x, y, 1) of the input, in pixels, to (x', y', 1) of the output. x is the column
and y the row, so y points downwards and a positive rotation is seen clockwise. `imaging.warping` has the
other convention: (row, column), from the output back to the input.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from imaging import warping

Flip = Literal["none", "x", "y"]
Edge = Literal["constant", "reflect", "wrap", "nearest", "mirror"]


class Parts(NamedTuple):
    """A matrix taken apart: rotation after shear after scaling, and a shift at last.

    Attributes
    ----------
    scale_x, scale_y : float
        scale_x > 0; scale_y < 0 where the matrix mirrors.
    rotation : float
        Degrees, -180 to 180.
    shear : float
        What x gains for each pixel of y, before the rotation.
    shift_x, shift_y : float
        Pixels: where the origin goes.
    """

    scale_x: float
    scale_y: float
    rotation: float
    shear: float
    shift_x: float
    shift_y: float


def scaling(x: float, y: float) -> np.ndarray:
    """Return the matrix that multiplies x and y by factors."""
    return np.diag([x, y, 1.0])


def shearing(shear: float) -> np.ndarray:
    """Return the matrix that adds `shear` times y to x."""
    return np.array([[1, shear, 0], [0, 1, 0], [0, 0, 1]], float)


def rotation(degrees: float) -> np.ndarray:
    """Return the matrix that turns the x axis towards the y axis."""
    c, s = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def shift(x: float, y: float) -> np.ndarray:
    """Return the matrix that adds x and y, in pixels."""
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], float)


def flipping(flip: Flip) -> np.ndarray:
    """Return the matrix that mirrors left and right ("x"), top and bottom ("y"), or nothing ("none")."""
    return scaling(-1.0 if flip == "x" else 1.0, -1.0 if flip == "y" else 1.0)


def about(matrix: np.ndarray, x: float, y: float) -> np.ndarray:
    """Return what does to vectors from the point (x, y) what `matrix` does to those from the origin."""
    return shift(x, y) @ matrix @ shift(-x, -y)


def parts(matrix: np.ndarray) -> Parts:
    """Take a matrix apart, so that shift @ rotation @ shearing @ scaling of the parts is the matrix.

    Parameters
    ----------
    matrix : numpy.ndarray
        Shape (3, 3), affine, and its first column not 0.

    Raises
    ------
    ValueError
        If the determinant is 0: then the image is squeezed to a line, and the parts are not unique.
    """
    (a, b, shift_x), (c, d, shift_y) = matrix[:2]
    scale_x = float(np.hypot(a, c))
    determinant = a * d - b * c
    if determinant == 0:
        raise ValueError("the determinant of the matrix is 0; it must map areas to areas")
    scale_y = determinant / scale_x
    along = (a * b + c * d) / scale_x
    return Parts(scale_x, float(scale_y), float(np.rad2deg(np.arctan2(c, a))), float(along / scale_y),
                 float(shift_x), float(shift_y))


def applied(matrix: np.ndarray, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where points go: two arrays of the shape of `x` and `y`."""
    across, down, w = (row[0] * x + row[1] * y + row[2] for row in matrix)
    return across / w, down / w


def angle(u: np.ndarray, v: np.ndarray) -> float:
    """Return the angle between two vectors in degrees, 0 to 180."""
    cross = u[0] * v[1] - u[1] * v[0]
    return float(np.rad2deg(np.arctan2(abs(cross), u @ v)))


async def transformed(image: warping.Image, matrix: np.ndarray, order: int = 1, edge: Edge = "constant",
                      background: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Transform an image: each output pixel asks the inverse matrix where in the input its value comes from.

    Parameters
    ----------
    image : numpy.ndarray or imaging.warping.Source
        Shape (rows, columns), real.
    matrix : numpy.ndarray
        Shape (3, 3), from input to output, affine and invertible.
    order : {0, 1, 3}
        Nearest pixel, linear, or cubic B-splines.
    edge : {"constant", "reflect", "wrap", "nearest", "mirror"}
        What lies beyond the edge of the input, as in `imaging.warping`. For "constant" the input ends where
        its pixels do, half a pixel beyond the centres of the outermost ones.
    background : float
        The value there for "constant".

    Returns
    -------
    output : numpy.ndarray of float32
        Shape of the image.
    inside : numpy.ndarray of bool
        Same shape: which pixels come from inside the input.

    Raises
    ------
    ValueError
        For another order or edge.
    numpy.linalg.LinAlgError
        If the matrix has no inverse.
    """
    swap = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 1]])
    inverse = swap @ np.linalg.inv(matrix) @ swap
    shape = (image.array if isinstance(image, warping.Source) else image).shape
    mode = "nearest" if edge == "constant" else edge
    if order == 0:
        # A nearest pixel is chosen here, in float64: CPU and GPU might round to different ones.
        row, column = np.ogrid[: shape[0], : shape[1]]
        places = np.empty((2, *shape))
        for out, m in zip(places, inverse[:2], strict=True):
            np.floor(np.add(m[0] * row, m[1] * column + (m[2] + 0.5), out=out), out=out)
        output = await warping.coordinates(image, places, order=0, mode=mode)
    else:
        output = await warping.affine(image, inverse, order=order, mode=mode)
    inside = _inside(inverse, shape)
    return (np.where(inside, output, np.float32(background)) if edge == "constant" else output), inside


def _inside(inverse: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return which pixels come from inside an input of the same shape; in each row they are neighbours.

    Their first and last column are solved for, in float64, which takes a tenth of comparing all places.
    """
    row = np.arange(shape[0])
    first, end = np.zeros(shape[0]), np.full(shape[0], float(shape[1]))
    for (of_row, slope, constant), length in zip(inverse[:2], shape, strict=True):
        low, high = (limit - (of_row * row + constant) for limit in (-0.5, length - 0.5))
        if abs(slope) * shape[1] < 1e-9:  # no column differs from the others
            end[(low > 0) | (high <= 0)] = 0
        elif slope > 0:  # low <= slope * column < high
            first, end = np.maximum(first, np.ceil(low / slope)), np.minimum(end, np.ceil(high / slope))
        else:
            first = np.maximum(first, np.floor(high / slope) + 1)
            end = np.minimum(end, np.floor(low / slope) + 1)
    column = np.arange(shape[1], dtype=np.int32)
    first, end = (np.clip(limit, 0, shape[1]).astype(np.int32)[:, None] for limit in (first, end))
    return (column >= first) & (column < end)
