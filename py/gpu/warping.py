"""Images warped by an inverse map: for each pixel of the result, where in the image its value comes from.

All are operations on a `Plan`, see `gpu.plan`; ``await device.run(warping.affine, image, change)`` runs one.
Places are (row, column), whole numbers are centres of pixels, and interpolation is that of
`scipy.ndimage.map_coordinates`:

- `order` 0 takes the nearest pixel, floor(x + 1/2), 1 interpolates linearly, 3 by cubic B-splines that pass
  through the pixels.
- `mode` says what lies beyond the edge: "reflect", "mirror" and "nearest" as in scipy; "constant" gives
  `cval` to every place outside of the centres of the outermost pixels and interpolates nothing there, as in
  scipy; "wrap" repeats the image with its own period, which scipy calls "grid-wrap" (its "wrap" has a period
  of one pixel less).
- Two differences are known. Half way between two pixels, scipy rounds after it has folded a place into the
  image, so that order 0 takes the other pixel in mirrored parts beyond the edge. In mode "reflect", scipy's
  splines are not exact along sides of less than 8 pixels (2e-6 of the contrast for 5 pixels, 6e-4 for 2).

A place is computed as a pixel and the way from there, in float32, with an error of about 2^-23 of the way:
for a map that moves no pixel by more than 100, 1e-5 pixels. That is why maps are given without the identity,
see `gpu.maps`. `coordinates` takes places as they are, with an error of 2^-24 of them.

References
----------
P. Thevenaz, T. Blu, M. Unser, Interpolation revisited, IEEE Trans. Med. Imaging 19 (2000) 739,
doi:10.1109/42.875199.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from gpu import edges
from gpu.maps import Shape, degree
from gpu.plan import Array, Plan

Order = Literal[0, 1, 3]

ORDERS = (0, 1, 3)
#: The inverse filter of the cubic B-spline, sqrt(3) (sqrt(3) - 2)^|k|: what is cut off adds up to 4e-9.
SPLINE_WEIGHTS = (math.sqrt(3) * (math.sqrt(3) - 2.0) ** np.arange(16)).astype(np.float32)
#: Coefficients beyond the edge in mode "nearest", the only one where they do not go on as the image does.
SPLINE_PAD = 12


def affine(plan: Plan, image: Array, change: Array, *, shape: Shape | None = None, order: Order = 3,
           mode: edges.Mode = "constant", cval: float = 0.0) -> Array:
    """Warp by an affine or projective map, as `scipy.ndimage.affine_transform` with a homogeneous matrix.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    image : Array of float32
        Shape (rows, columns).
    change : Array of float32
        Shape (3, 3): what `gpu.maps.affine_change` makes of the matrix.
    shape : (rows, columns), optional
        Of the result; by default, that of the image.
    order : {0, 1, 3}
        Interpolation.
    mode : {"constant", "reflect", "nearest", "mirror", "wrap"}
        What lies beyond the edge.
    cval : float
        The value there in mode "constant"; finite.

    Returns
    -------
    Array of float32
        Of that shape.

    Raises
    ------
    ValueError
        For another order or mode, or arrays of another shape.
    """
    if change.shape != (3, 3):
        raise ValueError(f"the matrix has the shape {change.shape}; (3, 3) is expected")
    shape = shape or image.shape
    return _warp(plan, "warp_affine", image, [change], shape, order, mode, cval,
                 HEIGHT=shape[0], WIDTH=shape[1])


def polynomial(plan: Plan, image: Array, change: Array, *, shape: Shape | None = None, order: Order = 3,
               mode: edges.Mode = "constant", cval: float = 0.0) -> Array:
    """Warp by a polynomial of degree 1 to 5, as `skimage.transform.PolynomialTransform` for an inverse map.

    Parameters
    ----------
    plan, image, shape, order, mode, cval
        As for `affine`.
    change : Array of float32
        Shape (2, terms): what `gpu.maps.polynomial_change` makes of the coefficients.

    Returns
    -------
    Array of float32
        Of that shape.

    Raises
    ------
    ValueError
        For another order or mode, or arrays of another shape.
    """
    shape = shape or image.shape
    return _warp(plan, "warp_polynomial", image, [change], shape, order, mode, cval,
                 HEIGHT=shape[0], WIDTH=shape[1], DEGREE=degree(change.shape))


def polar(plan: Plan, image: Array, directions: Array, radii: Array, centre: Array, *, order: Order = 1,
          mode: edges.Mode = "constant", cval: float = 0.0) -> Array:
    """Unroll an image about a point, as `skimage.transform.warp_polar` does.

    Parameters
    ----------
    plan, image, order, mode, cval
        As for `affine`.
    directions, radii : Array of float32
        Shapes (angles, 2) and (radii,): what `gpu.maps.polar_grid` makes.
    centre : Array of float32
        Shape (2,): row and column.

    Returns
    -------
    Array of float32
        Shape (angles, radii).

    Raises
    ------
    ValueError
        For another order or mode, or arrays of another shape.
    """
    shapes = directions.shape[1:], len(radii.shape), centre.shape
    if shapes != ((2,), 1, (2,)):
        raise ValueError(f"directions, radii and centre have the shapes {directions.shape}, {radii.shape} "
                         f"and {centre.shape}; (angles, 2), (radii,) and (2,) are expected")
    shape = directions.shape[0], radii.shape[0]
    return _warp(plan, "warp_polar", image, [directions, radii, centre], shape, order, mode, cval,
                 HEIGHT=shape[0], WIDTH=shape[1])


def coordinates(plan: Plan, image: Array, places: Array, *, order: Order = 3, mode: edges.Mode = "constant",
                cval: float = 0.0) -> Array:
    """Return the values at given places, as `scipy.ndimage.map_coordinates`.

    Parameters
    ----------
    plan, image, order, mode, cval
        As for `affine`.
    places : Array of float32
        Shape (2, ...): rows and columns.

    Returns
    -------
    Array of float32
        The shape of `places` without its first length.

    Raises
    ------
    ValueError
        For another order or mode, or arrays of another shape.
    """
    if places.shape[0] != 2 or len(places.shape) < 2:
        raise ValueError(f"the places have the shape {places.shape}; (2, ...) is expected")
    shape = places.shape[1:]
    return _warp(plan, "warp_coordinates", image, [places], shape, order, mode, cval, COUNT=math.prod(shape))


def spline_coefficients(plan: Plan, image: Array, *, mode: edges.Mode = "mirror", pad: int = 0) -> Array:
    """Return the coefficients of the cubic B-splines through an image, as `scipy.ndimage.spline_filter`.

    Parameters
    ----------
    plan, image
        As for `affine`.
    mode : {"mirror", "reflect", "nearest", "wrap"}
        How the image goes on.
    pad : int
        How many coefficients to make beyond each edge.

    Returns
    -------
    Array of float32
        Shape (rows + 2 `pad`, columns + 2 `pad`).
    """
    rows, columns = image.shape
    weights = plan.table(SPLINE_WEIGHTS)
    for shape, length, inner in (((rows + 2 * pad, columns), rows, columns),
                                 ((rows + 2 * pad, columns + 2 * pad), columns, 1)):
        image = plan.dispatch("spline_coefficients", [image, weights], shape, LENGTH=length, INNER=inner,
                              PAD=pad, RADIUS=weights.size - 1, COUNT=math.prod(shape), EDGE=edges.code(mode))
    return image


def _warp(plan: Plan, shader: str, image: Array, maps: list[Array], shape: tuple[int, ...], order: Order,
          mode: edges.Mode, cval: float, **constants: float) -> Array:
    """Dispatch a shader that includes sample_image.wgsl."""
    if len(image.shape) != 2:
        raise ValueError(f"the image has the shape {image.shape}; (rows, columns) is expected")
    if order not in ORDERS:
        raise ValueError(f"order is {order!r}; allowed are {', '.join(map(str, ORDERS))}")
    edges.code(mode)
    cut = mode == "constant"
    beyond = "mirror" if cut else mode  # what the splines next to the edge are made with
    pad = SPLINE_PAD if order == 3 and mode == "nearest" else 0
    samples = spline_coefficients(plan, image, mode=beyond, pad=pad) if order == 3 else image
    return plan.dispatch(shader, [samples, *maps], shape, ROWS=image.shape[0], COLUMNS=image.shape[1],
                         ORDER=order, PAD=pad, CUT=cut, CVAL=cval, EDGE=edges.code(beyond), **constants)
