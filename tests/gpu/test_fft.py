import numpy as np
import pytest

from gpu import fft


@pytest.mark.parametrize("shape", [(1, 1), (5, 7), (31, 60), (97, 128), (256, 511), (600, 800), (601, 799)])
def test_fft2(gpu, shape):
    x = np.random.default_rng(0).standard_normal((*shape, 2)).astype(np.float32).view(np.complex64)[..., 0]
    expected = np.fft.fft2(x.astype(complex))
    got = gpu.run(fft.fft2, x)
    assert np.abs(got - expected).max() <= 2e-6 * np.sqrt(np.mean(np.abs(expected) ** 2))
