"""Fourier filters on half-planes, in float32.

The transform of a real image is Hermitian, F(-k) = conj F(k), so the half-plane of shape (rows, columns // 2
+ 1) that `numpy.fft.rfft2` returns says it all, and a mask on it keeps the filtered image real.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy import fft  # scipy's takes a second to import, and is hardly faster up to 1024 x 1024

from imaging import backend

Kind = Literal["low", "high", "band"]

#: Softness up to this is none: float32 radii could not resolve the edge.
MIN_SOFT = 1e-3


def spectrum(image: np.ndarray) -> np.ndarray:
    """Return the discrete Fourier transform of a real image as a half-plane.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.

    Returns
    -------
    numpy.ndarray of complex64
        Shape (rows, columns // 2 + 1), not normalised: the element [0, 0] is the sum of the image.
        The mean is taken out in float64 beforehand, or its rounding would drown weak frequencies.
    """
    mean = image.mean(dtype=np.float64)
    half = fft.rfft2(np.subtract(image, mean, dtype=np.float64).astype(np.float32))
    half[0, 0] = mean * image.size
    return half


def radial_frequency(shape: tuple[int, int]) -> np.ndarray:
    """Return the spatial frequency of every element of a half-plane, whatever its direction.

    Parameters
    ----------
    shape : (rows, columns)
        Shape of the image.

    Returns
    -------
    numpy.ndarray of float32
        Shape (rows, columns // 2 + 1), in cycles per longest side: hypot(fy, fx) * max(rows, columns) with
        fy and fx in cycles per pixel. Along the longest side it counts the elements from the centre.
    """
    rows, columns = shape
    fy = fft.fftfreq(rows)[:, None] * max(shape)
    fx = fft.rfftfreq(columns) * max(shape)
    return np.hypot(fy, fx).astype(np.float32)


def pass_mask(radius: np.ndarray, kind: Kind, inner: float, outer: float, soft: float = 0.0) -> np.ndarray:
    """Return the factor by which a filter multiplies each frequency.

    The edge at a radius c falls from 1 to 0 over c - soft / 2 <= r <= c + soft / 2 as 1 - t^2 (3 - 2 t) with
    t = (r - c) / soft + 1/2: a smooth step without corners, one half at c.
    With L(c) for the low pass with its edge at c, the others are high = 1 - L(inner) and band = L(outer) -
    L(inner), so that low and high at the same radius sum to exactly 1, and to rounding low at the inner,
    band, and high at the outer. The mean of the image (r = 0) belongs to every low pass and to no other,
    whatever the radii.

    Parameters
    ----------
    radius : numpy.ndarray of float32
        `radial_frequency`.
    kind : {"low", "high", "band"}
        low passes r <= outer, high passes r > inner, band passes inner < r <= outer.
    inner, outer : float
        Radii of the edges in the unit of `radius`. low does not use `inner`, high does not use `outer`.
    soft : float
        Width of an edge in the unit of `radius`; 0 (up to `MIN_SOFT`) is an ideal filter, a mask of 0 and 1.

    Returns
    -------
    numpy.ndarray of float32
        Same shape as `radius`, from 0 to 1.

    Raises
    ------
    ValueError
        For another kind, a negative softness, or a band with `inner` > `outer`.

    References
    ----------
    R. C. Gonzalez and R. E. Woods, Digital Image Processing, chapter 4: filtering in the frequency domain.
    """
    if soft < 0:
        raise ValueError(f"soft is {soft}; allowed is 0 or more")
    if kind == "low":
        return _low(radius, outer, soft)
    if kind == "high":
        return 1 - _low(radius, inner, soft)
    if kind == "band":
        if inner > outer:
            raise ValueError(f"the inner radius, {inner}, is larger than the outer, {outer}")
        ring = _low(radius, outer, soft) - _low(radius, inner, soft)
        return np.maximum(ring, 0, out=ring)  # rounding may take it below
    raise ValueError(f"kind is {kind!r}; allowed are 'low', 'high' and 'band'")


def smooth_edge(distance: np.ndarray, edge: float, soft: float = 0.0) -> np.ndarray:
    """Return 1 up to a distance and 0 beyond it, with the soft edge of `pass_mask`.

    Parameters
    ----------
    distance : numpy.ndarray of float32
        Any shape.
    edge, soft : float
        Where the edge is, and its width, in the unit of `distance`; `soft` is 0 or more.

    Returns
    -------
    numpy.ndarray of float32
        Same shape, 0 to 1.
    """
    if soft > MIN_SOFT:
        step = (distance - np.float32(edge)) / np.float32(soft)
        step += np.float32(0.5)
        np.clip(step, 0, 1, out=step)
        return 1 - step * step * (3 - 2 * step)
    return (distance <= edge).astype(np.float32)


def _low(radius: np.ndarray, edge: float, soft: float) -> np.ndarray:
    """Return the low pass with its edge at the radius `edge`, see `pass_mask`."""
    mask = smooth_edge(radius, edge, soft)
    mask[0, 0] = 1
    return mask


def apply_mask(half: np.ndarray, mask: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Multiply a spectrum by a mask and transform back.

    Parameters
    ----------
    half : numpy.ndarray of complex64
        `spectrum` of an image.
    mask : numpy.ndarray of float32
        Same shape as `half`.
    shape : (rows, columns)
        Shape of the image; the half-plane alone does not say whether columns are odd.

    Returns
    -------
    numpy.ndarray of float32
        Shape `shape`.
    """
    return fft.irfft2(half * mask, s=shape)


async def filter_image(half: backend.Held, mask: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Do as `apply_mask` on the CPU or the GPU, where the spectrum stays from one mask to the next.

    Parameters
    ----------
    half : imaging.backend.Held
        Holds the `spectrum` of an image.
    mask, shape
        As for `apply_mask`.

    Returns
    -------
    numpy.ndarray of float32
        Shape `shape`; CPU and GPU differ by less than 2e-6 of the image's root mean square.
    """
    async def on_gpu(device):
        from gpu import spectra

        return await device.run(spectra.filter_image, await half.on(device), mask, columns=shape[1])

    def on_cpu():
        return apply_mask(half.array, mask, shape)

    return await backend.choose("Fourier filter", (half, mask), on_cpu, on_gpu, library="numpy")


def log_amplitude(half: np.ndarray, decades: float = 7.0) -> np.ndarray:
    """Return the common logarithm of the amplitudes of a spectrum, for display.

    Parameters
    ----------
    half : numpy.ndarray of complex64
        A spectrum.
    decades : float
        Amplitudes further than this below the largest are raised to that floor: beyond 7 decades, float32 has
        only rounding.

    Returns
    -------
    numpy.ndarray of float32
        log10 |F|, same shape; 0 everywhere if the spectrum is 0 everywhere.
    """
    amplitude = np.abs(half)
    peak = amplitude.max()
    if peak == 0:
        return np.zeros_like(amplitude)
    return np.log10(np.maximum(amplitude, peak * np.float32(10.0**-decades)))


def full_plane(half: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Unfold a half-plane of real values into the whole plane with the zero frequency in the middle.

    Parameters
    ----------
    half : numpy.ndarray
        Shape (rows, columns // 2 + 1), symmetric as amplitudes and masks are: the value at -k is that at k.
    shape : (rows, columns)
        Shape of the image.

    Returns
    -------
    numpy.ndarray
        Shape `shape` and the dtype of `half`; element [rows // 2, columns // 2] is the zero frequency, as
        `numpy.fft.fftshift` has it.
    """
    rows, columns = shape
    if half.shape != (rows, columns // 2 + 1):
        raise ValueError(f"the half-plane of a {rows} x {columns} image is not {half.shape}")
    middle = columns // 2
    plane = np.empty(shape, half.dtype)
    positive = fft.fftshift(half, axes=0)
    plane[:, middle:] = positive[:, : columns - middle]
    negative = fft.fftshift(np.roll(half[::-1], 1, axis=0), axes=0)  # row -ky in place of ky
    plane[:, :middle] = negative[:, middle:0:-1]
    return plane


def around_middle(plane: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the low frequencies of a whole plane.

    Parameters
    ----------
    plane : numpy.ndarray
        Shape (rows, columns), of `full_plane`.
    reach : float
        In cycles per pixel; 0.5 and more return everything.

    Returns
    -------
    part : numpy.ndarray
        The elements whose frequencies are at most `reach` along either axis, and one more.
    extent : numpy.ndarray of float64
        Shape (4,), x, y, width and height of the part as an image, in cycles per pixel.
    """
    cut, first = [], []
    for n in plane.shape:
        middle, steps = n // 2, int(reach * n) + 1
        start, end = max(middle - steps, 0), min(middle + steps + 1, n)
        cut.append(slice(start, end))
        first.append((start - middle - 0.5) / n)
    part = np.ascontiguousarray(plane[tuple(cut)])
    height, width = (m / n for m, n in zip(part.shape, plane.shape, strict=True))
    return part, np.array([first[1], first[0], width, height])
