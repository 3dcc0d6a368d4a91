import cmath
import math
from functools import cache

import numpy as np
import pytest

from gpu.lengths import (
    LONGEST,
    RADICES,
    bluestein_length,
    cheapest_length,
    chirp,
    chirp_spectrum,
    radices,
    roots,
)


@cache
def fewest_passes(length):
    """The fewest radices whose product is `length`, by trying all; infinity if there are none."""
    if length == 1:
        return 0
    return 1 + min((fewest_passes(length // r) for r in RADICES if length % r == 0), default=math.inf)


def test_radices_are_factors_as_few_as_possible():
    for length in range(1, LONGEST + 1):
        passes = radices(length)
        if passes is None:
            assert fewest_passes(length) == math.inf
        else:
            assert math.prod(passes) == length
            assert set(passes) <= set(RADICES)
            assert len(passes) == fewest_passes(length)


@pytest.mark.parametrize(("length", "expected"), [
    (1, ()), (2, (2,)), (16, (16,)), (32, (8, 4)), (60, (4, 5, 3)), (1024, (16, 8, 8)), (4096, (16, 16, 16)),
    (7, None), (22, None),
])
def test_radices(length, expected):
    assert radices(length) == expected


@pytest.mark.parametrize("least", [1, 2, 7, 11, 61, 97, 241, 257, 511, 1025, 2111, 3997, 4096])
def test_no_length_is_cheaper(least):
    length = cheapest_length(least)
    assert length >= least
    costs = (n * fewest_passes(n) for n in range(least, 4 * least + 1))
    assert length * fewest_passes(length) == min(costs)


@pytest.mark.parametrize("length", [7, 11, 97, 511, 4093])
def test_bluesteins_convolution_does_not_wrap_round(length):
    assert 2 * length - 1 <= bluestein_length(length) < 4 * length


@pytest.mark.parametrize("length", [1, 2, 5, 16, 97, 4096])
def test_roots(length):
    expected = [cmath.rect(1, -2 * math.pi * k / length) for k in range(length)]
    assert roots(length).dtype == np.complex64
    np.testing.assert_allclose(roots(length), expected, atol=6e-8)


def test_roots_at_the_quarters():
    np.testing.assert_allclose(roots(4), [1, -1j, -1, 1j], atol=1e-15)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("length", [7, 97, 4093])
def test_chirp(length, sign):
    expected = [cmath.rect(1, -sign * math.pi * (n * n % (2 * length)) / length) for n in range(length)]
    assert chirp(length, sign).dtype == np.complex64
    np.testing.assert_allclose(chirp(length, sign), expected, atol=6e-8)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("length", [2, 7, 97, 4093])
def test_the_tables_make_a_transform(length, sign):
    """Bluestein's algorithm on the host, with the tables that the shaders read."""
    x = np.random.default_rng(0).standard_normal(length)
    long = bluestein_length(length)
    convolved = np.fft.ifft(np.fft.fft(x * chirp(length, sign), long) * chirp_spectrum(length, sign)) * long
    expected = np.fft.fft(x) if sign == 1 else np.fft.fft(x).conj()
    np.testing.assert_allclose(convolved[:length] * chirp(length, sign), expected,
                               atol=1e-6 * math.sqrt(length))
