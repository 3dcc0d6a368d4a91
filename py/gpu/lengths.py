"""Which passes make a Fourier transform of a length, and the tables that they need, in float64.

Nothing here needs a device.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

#: The radices that have a shader.
RADICES = (16, 8, 5, 4, 3, 2)
#: Transforms up to this length are planned.
LONGEST = 4096


def radices(length: int) -> tuple[int, ...] | None:
    """Return the radices of the passes that transform this length, in their order.

    Powers of two are shared out as evenly as possible over as few passes as possible, for every pass reads
    and writes everything once: 1024 = 16 * 8 * 8.

    Returns
    -------
    tuple of int, or None
        Their product is `length`; None if it has a prime factor above 5.
    """
    rest, odd = length, []
    for prime in (5, 3):
        while rest % prime == 0:
            rest //= prime
            odd.append(prime)
    twos = rest.bit_length() - 1
    if rest != 1 << twos:
        return None
    passes = -(-twos // 4)
    exponents = [twos // passes + (i < twos % passes) for i in range(passes)] if passes else []
    return (*(1 << e for e in exponents), *odd)


@lru_cache
def cheapest_length(least: int) -> int:
    """Return the length from `least` on that has `radices` and costs least: elements times passes."""
    def cost(length: int) -> tuple[float, int]:
        passes = radices(length)
        return (math.inf if passes is None else length * len(passes), length)

    return min(range(least, (1 << (least - 1).bit_length()) + 1), key=cost)


def bluestein_length(length: int) -> int:
    """Return the length of the convolution that makes a transform of this length."""
    return cheapest_length(2 * length - 1)


@lru_cache(maxsize=64)
def roots(length: int) -> np.ndarray:
    """Return exp(-2 pi i k / length) for k = 0 ... length - 1, complex64 from float64."""
    return np.exp(-2j * np.pi * np.arange(length) / length).astype(np.complex64)


@lru_cache(maxsize=32)
def chirp(length: int, sign: int) -> np.ndarray:
    """Return exp(-sign pi i n^2 / length) for n = 0 ... length - 1, complex64.

    n^2 is reduced modulo 2 length as an integer, so that the phase is exact before the exponential.
    """
    return _chirp(length, sign).astype(np.complex64)


@lru_cache(maxsize=32)
def chirp_spectrum(length: int, sign: int) -> np.ndarray:
    """Return the transform of the conjugate chirp, wrapped round `bluestein_length` L, divided by L."""
    long = bluestein_length(length)
    conjugate = _chirp(length, sign).conj()
    wrapped = np.zeros(long, np.complex128)
    wrapped[:length] = conjugate
    wrapped[long - length + 1 :] = conjugate[:0:-1]
    return (np.fft.fft(wrapped) / long).astype(np.complex64)


def _chirp(length: int, sign: int) -> np.ndarray:
    squares = np.arange(length, dtype=np.int64) ** 2 % (2 * length)
    return np.exp(-1j * sign * np.pi * squares / length)
