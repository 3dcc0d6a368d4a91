"""Discrete Fourier transforms in float32, with the conventions of `numpy.fft`.

All are operations on a `Plan`, see `gpu.plan`; ``await device.run(fft.fft2, image)`` runs one. Lengths from 1
to 4096 along a transformed axis; the axes that are not transformed are a batch. A length with no other prime
factors than 2, 3 and 5 takes one pass for each radix (Stockham), any other the algorithm of Bluestein, which
costs about four times as much.

References
----------
C. Van Loan, Computational Frameworks for the Fast Fourier Transform, SIAM 1992.
L. I. Bluestein, A linear filtering approach to the computation of the discrete Fourier transform, 1970,
doi:10.1109/TAU.1970.1162132.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from gpu import lengths
from gpu.errors import TooLarge
from gpu.plan import Array, Plan

Norm = Literal["backward", "ortho", "forward"]

_POWER_FORWARD = {"backward": 0.0, "ortho": 0.5, "forward": 1.0}


def fft(plan: Plan, x: Array, *, axis: int = -1, norm: Norm = "backward", shift: bool = False) -> Array:
    """Transform along one axis, as `numpy.fft.fft`.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    x : Array
        complex64 or float32, of any number of dimensions.
    axis : int
        Which axis.
    norm : {"backward", "ortho", "forward"}
        What the result is divided by: 1, sqrt(n) or n.
    shift : bool
        Put frequency zero in the middle, as `numpy.fft.fftshift` does along that axis; it costs nothing.

    Returns
    -------
    Array of complex64
        Shape of `x`.

    Raises
    ------
    TooLarge
        If the axis is longer than `gpu.lengths.LONGEST`.
    """
    return _transform(plan, _complex(plan, x), axis, 1, _scale(x.shape[axis], 1, norm), shift)


def ifft(plan: Plan, x: Array, *, axis: int = -1, norm: Norm = "backward") -> Array:
    """Transform back along one axis, as `numpy.fft.ifft`; see `fft`."""
    return _transform(plan, _complex(plan, x), axis, -1, _scale(x.shape[axis], -1, norm), False)


def fft2(plan: Plan, x: Array, *, norm: Norm = "backward", shift: bool = False) -> Array:
    """Transform the last two axes, as `numpy.fft.fft2`; with `shift`, as fftshift of that over both axes."""
    return fft(plan, fft(plan, x, axis=-1, norm=norm, shift=shift), axis=-2, norm=norm, shift=shift)


def ifft2(plan: Plan, x: Array, *, norm: Norm = "backward") -> Array:
    """Transform the last two axes back, as `numpy.fft.ifft2`."""
    return ifft(plan, ifft(plan, x, axis=-2, norm=norm), axis=-1, norm=norm)


def rfft(plan: Plan, x: Array, *, axis: int = -1, norm: Norm = "backward") -> Array:
    """Transform real numbers along one axis, as `numpy.fft.rfft`.

    Rows of even length are taken as complex numbers of half the length, at about half the cost of `fft`.

    Parameters
    ----------
    plan, axis, norm
        As for `fft`.
    x : Array of float32
        Of length n along the axis.

    Returns
    -------
    Array of complex64
        Of length n // 2 + 1 along the axis.
    """
    length = x.shape[axis]
    scale = _scale(length, 1, norm)
    outer, inner = _around(x.shape, axis)
    shape = _replaced(x.shape, axis, length // 2 + 1)
    if length % 2 or inner > 1:
        full = _transform(plan, _complex(plan, x), axis, 1, scale, False)
        return plan.dispatch("half_of_full", [full], shape, np.complex64,
                             LENGTH=length, HALF=length // 2 + 1, INNER=inner, COUNT=math.prod(shape))
    half = length // 2
    table = plan.table(lengths.roots(length)[: half + 1])
    pairs = plan.reshape(x, (outer, half), np.complex64)
    spectrum = _transform(plan, pairs, -1, 1, 1.0, False)
    return plan.dispatch("real_split", [spectrum, table], shape, np.complex64,
                         HALF=half, COUNT=math.prod(shape), SCALE=scale)


def irfft(plan: Plan, x: Array, *, length: int, axis: int = -1, norm: Norm = "backward") -> Array:
    """Transform back to real numbers along one axis, as ``numpy.fft.irfft(x, length, axis)``.

    Parameters
    ----------
    plan, axis, norm
        As for `fft`.
    x : Array of complex64
        Of length `length` // 2 + 1 along the axis.
    length : int
        Of the result; the half spectrum alone does not say whether it is odd.

    Returns
    -------
    Array of float32

    Raises
    ------
    ValueError
        If `x` has another length along the axis.
    """
    if x.shape[axis] != length // 2 + 1:
        raise ValueError(f"a spectrum of {x.shape[axis]} elements is no half of {length}; "
                         f"{length // 2 + 1} are expected")
    scale = _scale(length, -1, norm)
    outer, inner = _around(x.shape, axis)
    shape = _replaced(x.shape, axis, length)
    if length % 2 or inner > 1:
        full = plan.dispatch("full_of_half", [x], shape, np.complex64,
                             LENGTH=length, INNER=inner, COUNT=math.prod(shape))
        return real(plan, _transform(plan, full, axis, -1, scale, False))
    half = length // 2
    table = plan.table(lengths.roots(length)[: half + 1])
    pairs = plan.dispatch("real_join", [x, table], (outer, half), np.complex64, HALF=half, COUNT=outer * half)
    return plan.reshape(_transform(plan, pairs, -1, -1, 2 * scale, False), shape, np.float32)


def rfft2(plan: Plan, x: Array, *, norm: Norm = "backward", shift: bool = False) -> Array:
    """Transform real images, as `numpy.fft.rfft2`: (..., rows, columns) to (..., rows, columns // 2 + 1).

    With `shift`, row frequency zero lies in the middle; columns begin with frequency zero as ever.
    """
    return fft(plan, rfft(plan, x, norm=norm), axis=-2, norm=norm, shift=shift)


def irfft2(plan: Plan, x: Array, *, columns: int, norm: Norm = "backward") -> Array:
    """Transform back to real images of that many columns, as ``numpy.fft.irfft2(x, (rows, columns))``."""
    return irfft(plan, ifft(plan, x, axis=-2, norm=norm), length=columns, norm=norm)


def real(plan: Plan, x: Array) -> Array:
    """Return the real parts of complex numbers."""
    return plan.dispatch("real_of_complex", [x], x.shape, COUNT=x.size)


def _transform(plan: Plan, x: Array, axis: int, sign: int, scale: float, shift: bool) -> Array:
    length = x.shape[axis]
    if length > lengths.LONGEST:
        raise TooLarge(f"{length} elements along an axis are too many for the FFT on the GPU; "
                       f"allowed are {lengths.LONGEST}")
    _, inner = _around(x.shape, axis)
    passes = lengths.radices(length)
    if passes is None:
        return _bluestein(plan, x, length, inner, sign, scale, length // 2 if shift else 0)
    return _stockham(plan, x, length, inner, passes, sign, scale, length // 2 if shift else 0)


def _stockham(plan: Plan, x: Array, length: int, inner: int, passes: tuple[int, ...], sign: int,
              scale: float = 1.0, shift: int = 0) -> Array:
    if not passes:
        return x
    table = plan.table(lengths.roots(length))
    done = 1
    for radix in passes:
        last = done * radix == length
        threads = x.size // radix
        x = plan.dispatch(f"fft_radix{radix}", [x, table], x.shape, np.complex64, threads=threads,
                          LENGTH=length, INNER=inner, DONE=done, THREADS=threads, SIGN=sign,
                          SCALE=scale if last else 1.0, SHIFT=shift if last else 0)
        done *= radix
    return x


def _bluestein(plan: Plan, x: Array, length: int, inner: int, sign: int, scale: float, shift: int) -> Array:
    """Write n k as (n^2 + k^2 - (k - n)^2) / 2: the transform is a convolution with a chirp."""
    long = lengths.bluestein_length(length)
    outer = x.size // (length * inner)
    passes = lengths.radices(long) or ()
    chirp = plan.table(lengths.chirp(length, sign))
    y = plan.dispatch("chirp", [x, chirp], (outer, long, inner), np.complex64,
                      FROM=length, INTO=long, INNER=inner, COUNT=outer * long * inner, CHIRP=length)
    y = _stockham(plan, y, long, inner, passes, 1)
    filtering = plan.table(lengths.chirp_spectrum(length, sign))
    y = plan.dispatch("multiply_lines", [y, filtering], y.shape, np.complex64,
                      LENGTH=long, INNER=inner, COUNT=y.size)
    y = _stockham(plan, y, long, inner, passes, -1)
    return plan.dispatch("chirp", [y, chirp], x.shape, np.complex64, FROM=long, INTO=length, INNER=inner,
                         COUNT=x.size, CHIRP=length, SCALE=scale, SHIFT=shift)


def _complex(plan: Plan, x: Array) -> Array:
    if x.dtype == np.complex64:
        return x
    return plan.dispatch("complex_of_real", [x], x.shape, np.complex64, COUNT=x.size)


def _around(shape: tuple[int, ...], axis: int) -> tuple[int, int]:
    """Return how many lines come one after the other, and how many lie side by side."""
    axis %= len(shape)
    return math.prod(shape[:axis]), math.prod(shape[axis + 1 :])


def _replaced(shape: tuple[int, ...], axis: int, length: int) -> tuple[int, ...]:
    axis %= len(shape)
    return (*shape[:axis], length, *shape[axis + 1 :])


def _scale(length: int, sign: int, norm: Norm) -> float:
    if norm not in _POWER_FORWARD:
        raise ValueError(f"norm is {norm!r}; allowed are {', '.join(map(repr, _POWER_FORWARD))}")
    power = _POWER_FORWARD[norm]
    return length ** -(power if sign == 1 else 1 - power)
