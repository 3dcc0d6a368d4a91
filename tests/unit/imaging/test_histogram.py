import asyncio

import numpy as np
import pytest

from imaging.histogram import histogram


@pytest.mark.parametrize("limits", [None, (-1, 2.5)])
def test_it_is_that_of_numpy(limits):
    image = np.random.default_rng(0).standard_normal((31, 60)).astype(np.float32)
    counts, edges = asyncio.run(histogram(image, 40, limits))
    want, want_edges = np.histogram(image, 40, limits)
    np.testing.assert_array_equal(counts, want)
    np.testing.assert_array_equal(edges, want_edges)
    assert (counts.dtype, edges.dtype) == (np.int64, np.float32)


def test_each_whole_number_has_its_bin():
    counts, edges = asyncio.run(histogram(np.arange(256, dtype=np.uint8), 256, (0, 256)))
    assert counts.tolist() == [1] * 256
    assert edges.tolist() == list(range(257))


def test_nan_is_not_counted_between_limits():
    counts, _ = asyncio.run(histogram(np.array([[0.0, np.nan, 1.0]]), 2, (0, 1)))
    assert counts.tolist() == [1, 1]


def test_arguments():
    with pytest.raises(ValueError, match="not finite"):
        asyncio.run(histogram(np.array([[0.0, np.nan]])))
    with pytest.raises(ValueError, match="max must be larger than min"):
        asyncio.run(histogram(np.ones((5, 5)), 4, (1, 0)))
    with pytest.raises(ValueError, match="Too many bins"):
        asyncio.run(histogram(np.ones((5, 5)), 4, (1e9, 1e9 + 1)))
