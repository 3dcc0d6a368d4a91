"""Images warped by an inverse map: for each pixel of the result, where in the image its value comes from.

Places are (row, column), and whole numbers are centres of pixels. `gpu.warping` says what the orders of
interpolation and the modes beyond the edge mean; they are those of `scipy.ndimage.map_coordinates`, except
that "wrap" repeats the image with its own period ("grid-wrap" in scipy). An image that is warped again and
again may be a `Source`: then its splines are fitted once, and the GPU keeps it. CPU and GPU differ by less
than 1e-5 of the largest value, and by what an error of 2^-23 of the way from pixel to place makes; where
that decides between two pixels (order 0), or between image and `cval` (mode "constant"), they may differ
altogether.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import ndimage

from gpu import edges, maps
from imaging import backend

ORDERS = (0, 1, 3)
#: Pixels by which scipy continues an image before it fits splines, where it knows no exact end of the sums.
PAD = 12


class Source(backend.Held):
    """An image to be warped again and again.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real; it must not change.
    """

    def __init__(self, image: np.ndarray) -> None:
        super().__init__(np.asarray(image, np.float32))
        self._splines: dict[str, np.ndarray] = {}

    def splines(self, mode: str) -> tuple[np.ndarray, int]:
        """Return coefficients of cubic splines for a mode of scipy, and by how many pixels they go beyond."""
        pad = PAD if mode == "nearest" else 0
        if mode not in self._splines:
            padded = np.pad(self.array, pad, "edge") if pad else self.array
            self._splines[mode] = ndimage.spline_filter(padded, 3, mode=mode)
        return self._splines[mode], pad


Image = np.ndarray | Source


async def affine(image: Image, matrix: np.ndarray, *, shape: maps.Shape | None = None, order: int = 3,
                 mode: edges.Mode = "constant", cval: float = 0.0) -> np.ndarray:
    """Warp an image by an affine or projective map, as `scipy.ndimage.affine_transform`.

    Parameters
    ----------
    image : numpy.ndarray or Source
        Shape (rows, columns), real.
    matrix : numpy.ndarray
        Shape (3, 3). The pixel (row, column) of the result comes from (a / w, b / w) in the image, where
        (a, b, w) = matrix @ (row, column, 1).
    shape : (rows, columns), optional
        Of the result; by default, that of the image.
    order : {0, 1, 3}
        Nearest pixel, linear, or cubic B-splines.
    mode : {"constant", "reflect", "nearest", "mirror", "wrap"}
        What lies beyond the edge.
    cval : float
        The value there in mode "constant".

    Returns
    -------
    numpy.ndarray of float32
        Of that shape.

    Raises
    ------
    ValueError
        For another order or mode, or a matrix that has another shape or sends the centre of the result to
        infinity.
    """
    shape = _shape(shape or _array(image).shape)
    change = maps.affine_change(matrix, shape)

    def places() -> np.ndarray:
        row, column = np.ogrid[: shape[0], : shape[1]]
        *of_place, of_w = np.asarray(matrix, np.float64)
        place = np.empty((2, *shape))
        for out, (of_row, of_column, constant) in zip(place, of_place, strict=True):
            np.add(of_row * row, of_column * column + constant, out=out)
        if tuple(of_w) != (0, 0, 1):
            place /= of_w[0] * row + (of_w[1] * column + of_w[2])
        return place

    return await _warp("affine", image, [change], places, shape=shape, order=order, mode=mode, cval=cval)


async def polynomial(image: Image, coefficients: np.ndarray, *, shape: maps.Shape | None = None,
                     order: int = 3, mode: edges.Mode = "constant", cval: float = 0.0) -> np.ndarray:
    """Warp an image by a polynomial of degree 1 to 5, such as that of the distortion of a lens.

    Parameters
    ----------
    image, shape, order, mode, cval
        As for `affine`.
    coefficients : numpy.ndarray
        Shape (2, terms), as `skimage.transform.PolynomialTransform.params`, whose conventions are (x, y): the
        pixel in row y and column x of the result comes from column X = sum of a_ji x^(j - i) y^i and row
        Y = sum of b_ji x^(j - i) y^i, j = 0 ... degree, i = 0 ... j; a_ji are the first row, b_ji the second.

    Returns
    -------
    numpy.ndarray of float32
        Of that shape.

    Raises
    ------
    ValueError
        For another order or mode, or if there are not 3, 6, 10, 15 or 21 terms.
    """
    shape = _shape(shape or _array(image).shape)
    change = maps.polynomial_change(coefficients, shape)

    def places() -> np.ndarray:
        rows, columns = map(np.arange, shape)
        evaluate = np.polynomial.polynomial.polygrid2d  # NumPy imports it when it is named, and few demos do
        x, y = (evaluate(columns, rows, grid).T for grid in maps.polynomial_grid(coefficients))
        return np.array([y, x])

    return await _warp("polynomial", image, [change], places, shape=shape, order=order, mode=mode, cval=cval)


async def polar(image: Image, *, centre: Sequence[float] | None = None, radius: float | None = None,
                shape: maps.Shape | None = None, scaling: maps.Scaling = "linear", order: int = 1,
                mode: edges.Mode = "constant", cval: float = 0.0) -> np.ndarray:
    """Unroll an image about a point, as `skimage.transform.warp_polar`.

    Parameters
    ----------
    image, order, mode, cval
        As for `affine`.
    centre : (row, column), optional
        By default, the middle of the image.
    radius : float, optional
        Where the columns of the result end; by default, half the diagonal of the image.
    shape : (angles, radii), optional
        Of the result; by default, 360 angles and a column for each pixel of the radius.
    scaling : {"linear", "log"}
        Column n has the radius n / columns * radius, or radius ** (n / columns).

    Returns
    -------
    numpy.ndarray of float32
        Row n is the direction 2 pi n / angles: row 0 goes along rows to the right, and they turn to that of
        columns, downwards.

    Raises
    ------
    ValueError
        For another order, mode or scaling, or a radius that is too small.
    """
    middle = np.array((np.array(_array(image).shape) - 1) / 2 if centre is None else centre, np.float64)
    radius = float(np.hypot(*_array(image).shape)) / 2 if radius is None else radius
    directions, radii = maps.polar_grid(_shape(shape or (360, int(np.ceil(radius)))), radius, scaling)

    def places() -> np.ndarray:
        return middle[:, None, None] + directions.T[:, :, None] * radii

    return await _warp("polar", image, [directions, radii, middle], places, order=order, mode=mode, cval=cval)


async def coordinates(image: Image, places: np.ndarray, *, order: int = 3, mode: edges.Mode = "constant",
                      cval: float = 0.0) -> np.ndarray:
    """Return the values of an image at given places, as `scipy.ndimage.map_coordinates`.

    Parameters
    ----------
    image, order, mode, cval
        As for `affine`.
    places : numpy.ndarray
        Shape (2, ...): rows and columns. A GPU has them in float32: at 4096, in steps of 2^-11.

    Returns
    -------
    numpy.ndarray of float32
        The shape of `places` without its first length.

    Raises
    ------
    ValueError
        For another order or mode, or places of another shape.
    """
    places = np.asarray(places)
    if places.ndim < 2 or places.shape[0] != 2:
        raise ValueError(f"the places have the shape {places.shape}; (2, ...) is expected")
    return await _warp("coordinates", image, [places], lambda: places, order=order, mode=mode, cval=cval)


async def _warp(operation: str, image: Image, given: list[np.ndarray], places: Callable[[], np.ndarray],
                *, order: int, mode: edges.Mode, cval: float, **options: Any) -> np.ndarray:
    """Compute the places on the CPU and look the values up there, or do both on the GPU."""
    if order not in ORDERS:
        raise ValueError(f"order is {order!r}; allowed are {', '.join(map(str, ORDERS))}")
    edges.code(mode)
    source = image if isinstance(image, Source) else None
    values = source.array if source else np.asarray(image, np.float32)

    async def on_gpu(device: Any) -> np.ndarray:
        from gpu import warping

        there = await source.on(device) if source else values
        return await device.run(getattr(warping, operation), there, *given, order=order, mode=mode,
                                cval=float(cval), **options)

    def on_cpu() -> np.ndarray:
        name = {"wrap": "grid-wrap"}.get(mode, mode)
        if source is None or order != 3:
            return ndimage.map_coordinates(values, places(), order=order, mode=name, cval=cval)
        splines, pad = source.splines(name)
        return ndimage.map_coordinates(splines, places() + pad if pad else places(), order=3, mode=name,
                                       cval=cval, prefilter=False, output=np.float32)

    arrays = (source or values, *given, np.float64(cval))
    return await backend.choose(f"Warp ({operation}, order {order})", arrays, on_cpu, on_gpu)


def _array(image: Image) -> np.ndarray:
    return image.array if isinstance(image, Source) else np.asarray(image)


def _shape(shape: Sequence[int]) -> maps.Shape:
    rows, columns = map(int, shape)
    return rows, columns
