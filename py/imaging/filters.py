"""Filters in the image plane, on the CPU or the GPU (see `imaging.backend`).

Images are taken as float32, and so are results. What lies beyond the edges is named as in `scipy.ndimage`:
"reflect", "constant" (the value `cval`), "nearest", "mirror" or "wrap". An image that is filtered again and
again may be an `imaging.backend.Held` of float32: then the GPU keeps it.

CPU and GPU differ by less than 2e-6 of the largest pixel times the sum of the absolute weights; order
statistics are equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import fft, ndimage

from gpu import edges, filters, ranking, spectra
from gpu.edges import Mode
from gpu.ranking import Footprint
from imaging import backend

Image = np.ndarray | backend.Held

#: Kernels of more elements are convolved by way of the Fourier transform. Measured on the CPU and on software
#: adapters, that becomes faster between 7 x 7 and 11 x 11, for images of 256 x 256 to 2048 x 2048 pixels.
DIRECT = 81

#: What `numpy.pad` calls the modes of `scipy.ndimage`.
_PADDING = {"reflect": "symmetric", "constant": "constant", "nearest": "edge", "mirror": "reflect",
            "wrap": "wrap"}


async def gaussian(image: Image, sigma: float, order: tuple[int, int] = (0, 0), mode: Mode = "reflect",
                   cval: float = 0.0) -> np.ndarray:
    """Smooth with a Gaussian, or take a derivative of the smoothed image, as `scipy.ndimage.gaussian_filter`.

    Parameters
    ----------
    image : numpy.ndarray or imaging.backend.Held
        Shape (rows, columns), real.
    sigma : float
        Standard deviation in pixels; 0 for none. The kernel is cut at 4 sigma.
    order : (int, int)
        Derivative along rows and columns: 0, 1 or 2 from row to row, and from column to column.
    mode, cval
        What lies beyond the edges.

    Returns
    -------
    numpy.ndarray of float32
        Shape of the image.

    Raises
    ------
    ValueError
        If `sigma` is negative, or 0 for a derivative; for another order or mode; if the image is not 2-D.
    """
    weights = [filters.gaussian_weights(sigma, n).astype(np.float32) for n in order]
    return await _either(_named("Gaussian filter", weights[0].size), image,
                         lambda x: ndimage.gaussian_filter(x, sigma, order, mode=mode, cval=cval),
                         filters.separable, *weights, mode=mode, cval=cval)


async def correlate(image: Image, kernel: np.ndarray, mode: Mode = "reflect",
                    cval: float = 0.0) -> np.ndarray:
    """Correlate with a small kernel, as `scipy.ndimage.correlate`.

    Parameters
    ----------
    kernel : numpy.ndarray
        Shape (m, n), real. Element [m // 2, n // 2] is the middle.
    image, mode, cval
        As for `gaussian`.

    Returns
    -------
    numpy.ndarray of float32
        Shape of the image.

    Raises
    ------
    ValueError
        If image or kernel are not 2-D, and for another mode.
    """
    kernel = _values(kernel, "kernel")
    return await _either(_named("correlation", kernel.size), image,
                         lambda x: ndimage.correlate(x, kernel, mode=mode, cval=cval),
                         filters.correlate, kernel, mode=mode, cval=cval)


async def convolve(image: Image, kernel: np.ndarray, mode: Mode = "reflect", cval: float = 0.0) -> np.ndarray:
    """Convolve with a kernel of any size, as `scipy.ndimage.convolve`.

    A kernel of more than `DIRECT` elements goes by way of the Fourier transform. See `correlate` for the
    parameters, the result and errors.
    """
    kernel = _values(kernel, "kernel")
    if kernel.size <= DIRECT:
        return await _either(_named("convolution", kernel.size), image,
                             lambda x: ndimage.convolve(x, kernel, mode=mode, cval=cval),
                             filters.convolve, kernel, mode=mode, cval=cval)
    return await _either("convolution by Fourier transform", image,
                         lambda x: _fft_convolve(x, kernel, mode, cval),
                         spectra.convolve, kernel, mode=mode, cval=cval)


async def sobel(image: Image, axis: int, mode: Mode = "reflect") -> np.ndarray:
    """Differentiate along one axis by the operator of Sobel, as `scipy.ndimage.sobel`.

    Parameters
    ----------
    axis : {0, 1}
        0 from row to row, 1 from column to column. The kernel is [-1 0 1] along it, [1 2 1] along the other,
        not normalised: a slope of 1 per pixel gives 8.
    image, mode
        As for `gaussian`; "constant" is 0.

    Returns
    -------
    numpy.ndarray of float32
        Shape of the image.

    Raises
    ------
    ValueError
        For another axis or mode; if the image is not 2-D.
    """
    if axis not in (0, 1):
        raise ValueError(f"axis is {axis}; allowed are 0 (rows) and 1 (columns)")
    return await _either("Sobel", image, lambda x: ndimage.sobel(x, axis, mode=mode),
                         filters.sobel, axis=axis - 2, mode=mode)


async def sobel_magnitude(image: Image, mode: Mode = "reflect") -> np.ndarray:
    """Return the magnitude of the gradient as `skimage.filters.sobel` has it.

    sqrt((gy^2 + gx^2) / 2) / 4 with gy and gx of `sobel`: a vertical or horizontal step of height 1 gives
    sqrt(1 / 2).
    """
    def on_cpu(x):
        return np.hypot(ndimage.sobel(x, 0, mode=mode), ndimage.sobel(x, 1, mode=mode)) / np.float32(32**0.5)

    return await _either("Sobel, magnitude", image, on_cpu, filters.sobel_magnitude, mode=mode)


async def laplace(image: Image, mode: Mode = "reflect") -> np.ndarray:
    """Sum the second differences [1 -2 1] along both axes, as `scipy.ndimage.laplace`; "constant" is 0."""
    return await _either("Laplace", image, lambda x: ndimage.laplace(x, mode=mode),
                         filters.laplace, mode=mode)


async def minimum(image: Image, size: int, footprint: Footprint = "square", mode: Mode = "reflect",
                  cval: float = 0.0) -> np.ndarray:
    """Return the smallest value under a footprint around each pixel, as `scipy.ndimage.minimum_filter`.

    Parameters
    ----------
    image, mode, cval
        As for `gaussian`.
    size : int
        Pixels across the footprint: 1, 3, ... 31.
    footprint : {"square", "disc"}
        "disc" is `skimage.morphology.disk` of the radius size // 2.

    Returns
    -------
    numpy.ndarray of float32
        Shape of the image.

    Raises
    ------
    ValueError
        For another size, footprint or mode; if the image is not 2-D.
    """
    return await _ranked("minimum", image, size, footprint, mode, cval)


async def maximum(image: Image, size: int, footprint: Footprint = "square", mode: Mode = "reflect",
                  cval: float = 0.0) -> np.ndarray:
    """Return the largest value under a footprint, as `scipy.ndimage.maximum_filter`; see `minimum`."""
    return await _ranked("maximum", image, size, footprint, mode, cval)


async def median(image: Image, size: int, footprint: Footprint = "square", mode: Mode = "reflect",
                 cval: float = 0.0) -> np.ndarray:
    """Return the median under a footprint, as `scipy.ndimage.median_filter`; see `minimum`."""
    return await _ranked("median", image, size, footprint, mode, cval)


async def _ranked(name: str, image: Image, size: int, footprint: Footprint, mode: Mode,
                  cval: float) -> np.ndarray:
    mask = np.abs(np.arange(size) - size // 2) <= ranking.reaches(size, footprint)[:, None]
    form = {"size": size} if mask.all() else {"footprint": mask}  # the former is faster
    on_cpu = getattr(ndimage, f"{name}_filter")
    return await _either(f"{name}, {footprint} of {size}", image,
                         lambda x: on_cpu(x, **form, mode=mode, cval=cval),
                         getattr(ranking, name), size=size, footprint=footprint, mode=mode, cval=cval)


async def _either(name: str, image: Image, on_cpu: Callable[[np.ndarray], np.ndarray],
                  operation: Callable[..., Any], *others: np.ndarray, **options: Any) -> np.ndarray:
    """Filter by a function of an image or by an operation of it and other arrays."""
    edges.code(options["mode"])
    array = _values(image.array if isinstance(image, backend.Held) else image, "image")
    held = isinstance(image, backend.Held) and image.array.dtype == np.float32

    async def on_gpu(device):
        given = await image.on(device) if held else array
        return await device.run(operation, given, *others, **options)

    return await backend.choose(name, (image if held else array, *others), lambda: on_cpu(array), on_gpu)


def _values(array: np.ndarray, what: str) -> np.ndarray:
    """Return an array as float32; it must have two dimensions."""
    if array.ndim != 2:
        raise ValueError(f"the {what} has the shape {array.shape}; it must be 2-D")
    return np.asarray(array, np.float32)


def _named(name: str, elements: int) -> str:
    """Return one name for kernels of about the same size, for each has to be measured."""
    return f"{name} of up to {1 << (elements - 1).bit_length()} elements"


def _fft_convolve(image: np.ndarray, kernel: np.ndarray, mode: Mode, cval: float) -> np.ndarray:
    """Do as `scipy.ndimage.convolve`, in float64."""
    margins = [(n - 1 - n // 2, n // 2) for n in kernel.shape]
    options = {"constant_values": cval} if mode == "constant" else {}
    padded = np.pad(image.astype(np.float64), margins, _PADDING[mode], **options)
    long = [fft.next_fast_len(n, real=True) for n in padded.shape]
    full = fft.irfft2(fft.rfft2(padded, long) * fft.rfft2(kernel.astype(np.float64), long), long)
    window = tuple(slice(k - 1, k - 1 + n) for k, n in zip(kernel.shape, image.shape, strict=True))
    return full[window].astype(np.float32)
