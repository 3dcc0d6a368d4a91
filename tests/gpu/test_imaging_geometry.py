"""imaging.warping, nonlocal_means and histogram on the GPU give what they give on the CPU."""

import numpy as np
import pytest

from imaging import histogram, nonlocal_means, warping

IMAGE = np.random.default_rng(0).standard_normal((60, 97)).astype(np.float32)
MATRIX = np.array([[0.9, -0.3, 2.7], [0.25, 1.1, -1.3], [1e-4, 0, 1]])
POLYNOMIAL = [[0.3, 1.01, -0.02, 1e-4, 0, -2e-4], [-0.7, 0.01, 0.98, 0, 1e-4, 0]]


@pytest.mark.parametrize(("function", "arguments", "options"), [
    (warping.affine, [IMAGE, MATRIX], {"order": 3, "mode": "reflect", "shape": (128, 31)}),
    (warping.affine, [IMAGE, MATRIX], {"order": 1, "mode": "wrap"}),
    (warping.polynomial, [IMAGE, POLYNOMIAL], {"mode": "nearest"}),
    (warping.polar, [IMAGE], {"mode": "mirror", "scaling": "log"}),
    (warping.coordinates, [IMAGE, np.indices((97, 60)) / 2], {"cval": 2.0}),
    (nonlocal_means.denoise, [IMAGE, 0.7, 0.3], {"patch_size": 5, "patch_distance": 4}),
])
def test_images(both, function, arguments, options):
    on_cpu, on_gpu, where = both(function, *arguments, **options)
    assert where.startswith("GPU: ")
    assert on_gpu.dtype == on_cpu.dtype == np.float32
    np.testing.assert_allclose(on_gpu, on_cpu, atol=1e-4)


def test_histogram(both):
    (counts, edges), (on_gpu, same_edges), where = both(histogram.histogram, IMAGE, 100, (-2, 2.5))
    assert where.startswith("GPU: ")
    assert on_gpu.dtype == counts.dtype
    np.testing.assert_array_equal(on_gpu, counts)
    np.testing.assert_array_equal(same_edges, edges)


def test_what_the_gpu_cannot_the_cpu_computes(both):
    for function, arguments, options, why in (
        (histogram.histogram, [IMAGE, 1025], {}, "1025 bins are too many"),
        (warping.affine, [IMAGE, MATRIX], {"cval": np.nan}, "not finite"),
        (nonlocal_means.denoise, [IMAGE, 1.0], {"patch_size": 51, "patch_distance": 1}, "too large"),
    ):
        _, _, where = both(function, *arguments, **options)
        assert where.startswith("CPU: ")
        assert why in where
