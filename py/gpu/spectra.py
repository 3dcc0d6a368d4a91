"""Filters and convolutions by way of the Fourier transform, in float32.

All are operations on a `Plan`, see `gpu.plan`. Images are float32 of the shape (..., rows, columns), where
what comes before rows is a batch.

Errors are spread evenly over the result, at some 1e-7 of what the largest pixel and the whole filter could
make together. To see weak structure on a large offset, subtract the mean of the image beforehand.
"""

from __future__ import annotations

import math

import numpy as np

from gpu import edges, fft, lengths
from gpu.plan import Array, Plan


def multiply(plan: Plan, a: Array, b: Array, *, conjugate: bool = False) -> Array:
    """Multiply complex numbers by complex or real ones.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    a : Array of complex64
        For instance spectra of images.
    b : Array of complex64 or float32
        Shape of the last axes of `a`; the axes before them are a batch.
    conjugate : bool
        Multiply by the complex conjugate of `b`. For spectra, the result is that of the cross-correlation
        ``c[k] = sum(a[n + k] * b[n])`` instead of the convolution.

    Returns
    -------
    Array of complex64
        Shape of `a`.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if a.shape[len(a.shape) - len(b.shape) :] != b.shape:
        raise ValueError(f"factors of shape {b.shape} do not fit an array of shape {a.shape}; "
                         "they must have the shape of its last axes")
    if b.dtype == np.complex64:
        return plan.dispatch("multiply_complex", [a, b], a.shape, np.complex64, FACTORS=b.size, COUNT=a.size,
                             TURN=-1.0 if conjugate else 1.0)
    return plan.dispatch("multiply_real", [a, b], a.shape, np.complex64, FACTORS=b.size, COUNT=a.size)


def filter_image(plan: Plan, spectrum: Array, mask: Array, *, columns: int) -> Array:
    """Multiply the half spectrum of an image by a mask and transform back.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    spectrum : Array of complex64
        `gpu.fft.rfft2` of images: shape (..., rows, columns // 2 + 1).
    mask : Array of float32 or complex64
        Shape (rows, columns // 2 + 1), the transfer function of the filter.
    columns : int
        Columns of the images; the half spectrum alone does not say whether that is odd.

    Returns
    -------
    Array of float32
        Shape (..., rows, columns).

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return fft.irfft2(plan, multiply(plan, spectrum, mask), columns=columns)


def convolve(plan: Plan, image: Array, kernel: Array, *,
             mode: edges.Mode = "reflect", cval: float = 0.0) -> Array:
    """Convolve with a kernel of any size, as `scipy.ndimage.convolve`.

    The cost hardly depends on the kernel, so that this is the way for large ones. The image is continued by
    half the kernel on each side, and then to a length whose transform is cheap.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    image : Array of float32
        Shape (..., rows, columns).
    kernel : Array of float32
        Shape (m, n); its middle is element (m // 2, n // 2).
    mode : {"reflect", "constant", "nearest", "mirror", "wrap"}
        What lies beyond the edges, as in `scipy.ndimage`.
    cval : float
        The value there for "constant".

    Returns
    -------
    Array of float32
        Shape of `image`. Errors are some 1e-7 of max(abs(image)) * sum(abs(kernel)).

    Raises
    ------
    TooLarge
        If image and kernel together are longer than `gpu.lengths.LONGEST` along an axis.
    ValueError
        For another mode.
    """
    last = tuple(n - 1 for n in kernel.shape)
    long = fast_shape(tuple(n + k for n, k in zip(image.shape[-2:], last, strict=True)))
    first = tuple(-(k // 2) for k in last)
    continued = window(plan, image, first, long, mode=mode, cval=cval)
    spectrum = fft.rfft2(plan, continued)
    transfer = fft.rfft2(plan, window(plan, kernel, (0, 0), long, mode="constant"))
    return window(plan, filter_image(plan, spectrum, transfer, columns=long[1]), last, image.shape[-2:])


def window(plan: Plan, image: Array, first: tuple[int, int], shape: tuple[int, int], *,
           mode: edges.Mode = "constant", cval: float | Array = 0.0) -> Array:
    """Cut a rectangle out of images, which go on beyond their edges: a crop, or a pad.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    image : Array of float32
        Shape (..., rows, columns).
    first : (row, column)
        First pixel of the rectangle; negative before the image.
    shape : (rows, columns)
        Shape of the rectangle.
    mode : {"reflect", "constant", "nearest", "mirror", "wrap"}
        What lies beyond the edges, as in `scipy.ndimage`.
    cval : float or Array of float32
        The value there for "constant"; as an array, of shape (1,), it may change from run to run.

    Returns
    -------
    Array of float32
        Shape (..., *shape).

    Raises
    ------
    ValueError
        For another mode.
    """
    outside = cval if isinstance(cval, Array) else plan.table(np.array([cval], np.float32))
    rows, columns = image.shape[-2:]
    into = (*image.shape[:-2], *shape)
    return plan.dispatch("window", [image, outside], into, FROM_ROWS=rows, FROM_COLUMNS=columns,
                         ROWS=shape[0], COLUMNS=shape[1], TOP=first[0], LEFT=first[1],
                         EDGE=edges.code(mode), COUNT=math.prod(into))


def fast_shape(least: tuple[int, ...]) -> tuple[int, ...]:
    """Return the smallest cheap lengths that are no shorter, see `gpu.lengths.cheapest_length`."""
    return tuple(map(lengths.cheapest_length, least))
