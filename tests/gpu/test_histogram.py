"""gpu.histogram against numpy: every count is the same."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gpu import histogram
from gpu.errors import TooLarge
from gpu.plan import Plan


def check(gpu, image, bins, limits=None):
    image = np.asarray(image, np.float32)
    want, edges = np.histogram(image, bins, limits)
    assert edges.dtype == np.float32
    got = gpu.run(histogram.histogram, image, edges)
    assert got.dtype == np.uint32
    assert (got == want).all()


@settings(max_examples=15, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 1024), st.floats(-3, 1), st.floats(0.1, 5))
def test_random(gpu, rows, columns, bins, low, span):
    image = np.random.default_rng(rows).standard_normal((rows, columns))
    check(gpu, image, bins, (low, low + span))


@pytest.mark.parametrize("shape", [(1, 1), (1, 511), (243, 1), (601, 799), (2, 3, 5)])
def test_shapes(gpu, shape):
    check(gpu, np.random.default_rng(0).standard_normal(shape), 256)


def test_whole_numbers_lie_on_edges(gpu):
    image = np.random.default_rng(0).integers(0, 256, (255, 256))
    check(gpu, image, 255, (0, 255))
    check(gpu, image, 1024, (0, 255))
    check(gpu, image, 10, (17, 230))


def test_all_in_one_bin(gpu):
    check(gpu, np.full((600, 800), 3.0), 64, (0, 8))
    check(gpu, np.full((60, 80), 8.0), 64, (0, 8))
    check(gpu, np.full((60, 80), 8.5), 64, (0, 8))


def test_large_offset(gpu):
    check(gpu, 1e6 + np.random.default_rng(0).standard_normal((97, 128)), 50)


def test_bins_of_other_widths(gpu):
    image = np.random.default_rng(0).standard_normal((31, 60)).astype(np.float32)
    edges = np.array([-1.0, -0.25, 0.0, 0.0, 2.0], np.float32)
    assert (gpu.run(histogram.histogram, image, edges) == np.histogram(image, edges)[0]).all()


def test_a_second_run_counts_anew(gpu):
    image, edges = np.ones((4, 4), np.float32), np.array([0.0, 2.0])
    for _ in range(3):
        assert gpu.run(histogram.histogram, image, edges).tolist() == [16]


def test_arguments():
    plan = Plan()
    image = plan.input((20, 20))
    with pytest.raises(TooLarge, match="1025 bins are too many for the GPU; allowed are 1024"):
        histogram.histogram(plan, image, plan.input((1026,)))
    with pytest.raises(ValueError, match=r"the edges of the bins have the shape \(1,\)"):
        histogram.histogram(plan, image, plan.input((1,)))
