"""Linear filters and gradients in the image plane, with the conventions of `scipy.ndimage`.

All are operations on a `Plan`, see `gpu.plan`. Images are float32 of the shape (..., rows, columns), where
what comes before rows is a batch; results have the same shape. Values have to be finite.

Errors of a sum are some 1e-7 of the largest pixel times the sum of the absolute weights, up to 1e-6 for
hundreds of weights. `laplace` and `sobel` take differences first: their errors are some 1e-7 of the largest
difference, whatever offset the image has.
"""

from __future__ import annotations

import numpy as np

from gpu import edges
from gpu.plan import Array, Plan

#: Pixels that one thread of correlate.wgsl makes.
_PIXELS = 4


def separable(plan: Plan, image: Array, weights_y: Array, weights_x: Array | None = None, *,
              mode: edges.Mode = "reflect", cval: float = 0.0) -> Array:
    """Correlate with one 1-D kernel from row to row, then with another from column to column.

    As `scipy.ndimage.correlate1d` along axis -2, then along axis -1 of the result.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    image : Array of float32
        Shape (..., rows, columns).
    weights_y : Array of float32
        Shape (n,), for axis -2. Element n // 2 is the middle.
    weights_x : Array of float32, optional
        Shape (m,), for axis -1; by default, `weights_y`.
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
        If weights are not 1-D, or for another mode.
    """
    weights_x = weights_x or weights_y
    for weights in (weights_y, weights_x):
        if len(weights.shape) != 1:
            raise ValueError(f"weights have the shape {weights.shape}; they must be 1-D")
    half = _correlate(plan, image, weights_y, (weights_y.size, 1), mode, cval)
    return _correlate(plan, half, weights_x, (1, weights_x.size), mode, cval)


def gaussian_weights(sigma: float, order: int = 0, truncate: float = 4.0) -> np.ndarray:
    """Return a sampled Gaussian or a derivative of it as a kernel to correlate with.

    Correlation with it is `scipy.ndimage.gaussian_filter1d`.

    Parameters
    ----------
    sigma : float
        Standard deviation in pixels; 0 for none.
    order : {0, 1, 2}
        Which derivative; the Gaussian is scaled to a sum of 1 before it is differentiated.
    truncate : float
        The kernel is cut at this many standard deviations, rounded to whole pixels.

    Returns
    -------
    numpy.ndarray of float64
        Shape (2 r + 1,) with r = int(truncate * sigma + 0.5).

    Raises
    ------
    ValueError
        If `sigma` is negative, or 0 for a derivative, and for another order.
    """
    if order not in (0, 1, 2):
        raise ValueError(f"order is {order}; allowed are 0, 1 and 2")
    if sigma < 0 or (sigma == 0 and order):
        raise ValueError(f"sigma is {sigma}; allowed is {'more than 0' if order else '0 or more'}")
    if sigma == 0:
        return np.ones(1)
    radius = int(truncate * sigma + 0.5)
    x = np.arange(-radius, radius + 1)
    gaussian = np.exp(-0.5 * (x / sigma) ** 2)
    gaussian /= gaussian.sum()
    # A correlation mirrors the kernel, hence no minus in the first derivative.
    factor = (1, x / sigma**2, (x / sigma**2) ** 2 - sigma**-2)[order]
    return factor * gaussian


def correlate(plan: Plan, image: Array, kernel: Array, *, mode: edges.Mode = "reflect",
              cval: float = 0.0) -> Array:
    """Correlate with a small kernel, directly, as `scipy.ndimage.correlate`.

    The cost goes with the number of pixels in the kernel.

    Parameters
    ----------
    plan, image, mode, cval
        As for `separable`.
    kernel : Array of float32
        Shape (m, n), odd or even. Element [m // 2, n // 2] is the middle.

    Returns
    -------
    Array of float32

    Raises
    ------
    ValueError
        If the kernel is not 2-D, or for another mode.
    """
    return _correlate(plan, image, kernel, kernel.shape, mode, cval)


def convolve(plan: Plan, image: Array, kernel: Array, *, mode: edges.Mode = "reflect",
             cval: float = 0.0) -> Array:
    """Convolve with a small kernel, directly, as `scipy.ndimage.convolve`.

    `correlate` with the kernel turned by 180 degrees and its middle with it: element [m // 2, n // 2] of the
    kernel as it is given. See there for the parameters.
    """
    return _correlate(plan, image, kernel, kernel.shape, mode, cval, turned=True)


def laplace(plan: Plan, image: Array, *, mode: edges.Mode = "reflect") -> Array:
    """Sum the second differences along both axes, as `scipy.ndimage.laplace`; "constant" is 0."""
    return _differences(plan, "laplace", image, mode)


def sobel(plan: Plan, image: Array, *, axis: int, mode: edges.Mode = "reflect") -> Array:
    """Differentiate along one axis by the operator of Sobel, as `scipy.ndimage.sobel`.

    Parameters
    ----------
    plan, image, mode
        As for `separable`; "constant" is 0.
    axis : {-2, -1}
        -2 from row to row, -1 from column to column. The kernel is [-1 0 1] along it, [1 2 1] along the
        other, not normalised: a slope of 1 per pixel gives 8.

    Returns
    -------
    Array of float32

    Raises
    ------
    ValueError
        For another axis or mode.
    """
    if axis not in (-2, -1):
        raise ValueError(f"axis is {axis}; allowed are -2 (rows) and -1 (columns)")
    return _differences(plan, "sobel", image, mode, PART=axis + 2)


def sobel_magnitude(plan: Plan, image: Array, *, mode: edges.Mode = "reflect") -> Array:
    """Return the magnitude of the gradient as `skimage.filters.sobel` has it.

    sqrt((gy^2 + gx^2) / 2) / 4 with gy and gx of `sobel`: an ideal vertical or horizontal step of height 1
    gives sqrt(1 / 2).
    """
    return _differences(plan, "sobel", image, mode, PART=2)


def _differences(plan: Plan, shader: str, image: Array, mode: edges.Mode, **constants: float) -> Array:
    rows, columns = image.shape[-2:]
    return plan.dispatch(shader, [image], image.shape, ROWS=rows, COLUMNS=columns, EDGE=edges.code(mode),
                         COUNT=image.size, **constants)


def _correlate(plan: Plan, image: Array, kernel: Array, size: tuple[int, ...], mode: edges.Mode, cval: float,
               turned: bool = False) -> Array:
    """Correlate with a kernel of that many rows and columns, or convolve, if it is turned."""
    if len(size) != 2:
        raise ValueError(f"the kernel has the shape {size}; it must be 2-D")
    rows, columns = image.shape[-2:]
    down = size[1] == 1  # a thread's pixels lie along the kernel, so that they share what they read
    threads = -(-rows // _PIXELS) * columns if down else rows * -(-columns // _PIXELS)
    threads *= image.size // (rows * columns)
    return plan.dispatch("correlate", [image, kernel, plan.table(np.array(size, np.int32))], image.shape,
                         threads=threads, ROWS=rows, COLUMNS=columns, EDGE=edges.code(mode), OUTSIDE=cval,
                         THREADS=threads, DOWN=down, TURNED=turned)
