"""gpu.nonlocal_means against skimage.restoration in float64."""

import numpy as np
import pytest
from skimage.restoration import denoise_nl_means

from gpu import nonlocal_means
from gpu.errors import TooLarge
from gpu.plan import Plan


def check(gpu, image, size, distance, h, sigma):
    image = image.astype(np.float32)
    want = denoise_nl_means(image.astype(float), size, distance, h, sigma=sigma, preserve_range=True)
    strength = np.array([h, sigma])
    got = gpu.run(nonlocal_means.denoise, image, strength, patch_size=size, patch_distance=distance)
    assert got.shape == image.shape
    # scikit-image takes a single column for a single channel
    assert abs(got - want.reshape(image.shape)).max() <= 1e-5 * abs(image).max()


@pytest.mark.parametrize(("shape", "size", "distance", "h", "sigma"), [
    ((1, 1), 3, 2, 0.5, 0.0),
    ((1, 31), 5, 3, 0.5, 0.3),
    ((7, 1), 5, 3, 0.5, 0.0),
    ((2, 3), 7, 11, 0.9, 0.0),
    ((16, 16), 3, 1, 0.3, 0.0),
    ((31, 60), 7, 11, 0.7, 0.0),
    ((60, 97), 5, 4, 0.6, 0.5),
    ((17, 33), 6, 3, 0.8, 0.0),
    ((17, 33), 1, 2, 0.8, 0.0),
    ((17, 33), 5, 0, 0.8, 0.0),
    ((20, 20), 49, 1, 1.0, 0.0),
])
def test_noise(gpu, shape, size, distance, h, sigma):
    check(gpu, np.random.default_rng(0).standard_normal(shape), size, distance, h, sigma)


def test_step_with_noise(gpu):
    image = 0.1 * np.random.default_rng(1).standard_normal((128, 97))
    image[:, 40:] += 1
    check(gpu, image, 7, 5, 0.08, 0.1)


def test_ramp_on_a_large_offset(gpu):
    image = 1e6 + np.arange(31.0)[:, None] + np.random.default_rng(2).standard_normal((31, 40))
    check(gpu, image, 5, 4, 3.0, 1.0)


def test_constant_stays(gpu):
    image = np.full((33, 20), 7.25, np.float32)
    got = gpu.run(nonlocal_means.denoise, image, np.array([0.1, 0.0]), patch_size=5, patch_distance=3)
    assert abs(got - image).max() <= 1e-6 * 7.25


def test_arguments():
    plan = Plan()
    image, strength = plan.input((20, 20)), plan.input((2,))
    with pytest.raises(TooLarge, match="patches of 51 pixels are too large"):
        nonlocal_means.denoise(plan, image, strength, patch_size=50)
    with pytest.raises(ValueError, match="patch_size is 0 and patch_distance 11"):
        nonlocal_means.denoise(plan, image, strength, patch_size=0)
    with pytest.raises(ValueError, match=r"image and strength have the shapes \(20, 20\) and \(20, 20\)"):
        nonlocal_means.denoise(plan, image, image)


def test_one_dispatch_for_each_row_of_shifts():
    plan = Plan()
    nonlocal_means.denoise(plan, plan.input((20, 40)), plan.input((2,)), patch_size=5, patch_distance=3)
    rows = [d for d in plan.dispatches if d.shader == "nonlocal_means_row"]
    assert len(rows) == 7
    assert {d.groups for d in rows} == {(3, 2, 1)}
    assert len({d.constants for d in rows}) == 1  # one pipeline
