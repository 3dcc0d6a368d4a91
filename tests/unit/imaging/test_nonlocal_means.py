import asyncio

import numpy as np
import pytest
from skimage.restoration import denoise_nl_means

from imaging.nonlocal_means import denoise


@pytest.mark.parametrize("shape", [(31, 20), (1, 9), (9, 1), (1, 1)])
def test_it_is_that_of_scikit_image(shape):
    image = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    got = asyncio.run(denoise(image, 0.6, 0.4, patch_size=5, patch_distance=3))
    want = denoise_nl_means(image.astype(float), 5, 3, 0.6, sigma=0.4).reshape(shape)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, want, rtol=1e-6)


def test_noise_goes_and_an_edge_stays():
    truth = np.repeat([0.0, 10.0], 32) + np.zeros((64, 1))
    noisy = truth + np.random.default_rng(0).standard_normal(truth.shape)
    denoised = asyncio.run(denoise(noisy, 0.8, 1.0))
    assert np.std(denoised - truth) < 0.3
    assert (np.diff(denoised, axis=1)[:, 31] > 8.5).all()


def test_bytes_keep_their_range():
    image = np.full((5, 5), 200, np.uint8)
    np.testing.assert_allclose(asyncio.run(denoise(image, 1.0)), 200)


def test_arguments():
    image = np.ones((5, 5))
    for h, sigma in ((0, 0), (1, -1), (np.nan, 0)):
        with pytest.raises(ValueError, match="allowed are more than 0 and 0 or more"):
            asyncio.run(denoise(image, h, sigma))
    with pytest.raises(ValueError, match="patch_size is 0 and patch_distance 11"):
        asyncio.run(denoise(image, 1, patch_size=0))
