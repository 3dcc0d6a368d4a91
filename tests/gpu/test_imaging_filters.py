"""imaging.filters on the GPU gives what it gives on the CPU."""
import numpy as np
import pytest

from imaging import backend, filters

IMAGE = np.random.default_rng(0).integers(0, 4096, (60, 97)).astype(np.uint16)
KERNEL = np.random.default_rng(1).standard_normal((20, 15))


@pytest.mark.parametrize(("function", "arguments", "weight"), [
    (filters.gaussian, [2.5], 1),
    (filters.gaussian, [1.5, (1, 2), "constant", 100.0], 1),
    (filters.correlate, [KERNEL[:4, :5], "wrap"], 30),
    (filters.convolve, [KERNEL[:4, :5], "mirror"], 30),
    (filters.convolve, [KERNEL, "constant", 100.0], 300),
    (filters.sobel, [0], 8),
    (filters.sobel, [1, "constant"], 8),
    (filters.sobel_magnitude, [], 2),
    (filters.laplace, ["nearest"], 8),
    (filters.minimum, [5], 0),
    (filters.maximum, [9, "disc", "wrap"], 0),
    (filters.median, [5, "square", "constant", 100.0], 0),
    (filters.median, [7, "disc"], 0),
])
def test_gpu_and_cpu_agree(both, function, arguments, weight):
    for image in (IMAGE, backend.Held(IMAGE), backend.Held(IMAGE.astype(np.float32))):
        on_cpu, on_gpu, where = both(function, image, *arguments)
        assert where.startswith("GPU: ")
        assert on_gpu.dtype == on_cpu.dtype == np.float32
        np.testing.assert_allclose(on_gpu, on_cpu, rtol=0, atol=1e-6 * weight * 4096)


def test_an_image_with_nan_goes_to_the_cpu(both):
    image = np.where(IMAGE > 4000, np.nan, IMAGE)
    on_cpu, result, where = both(filters.gaussian, image, 1.0)
    assert where.startswith("CPU: ")
    np.testing.assert_array_equal(result, on_cpu)
