"""Outside a `computing` block everything runs on the CPU; tests/gpu compares the GPU with it."""

import asyncio

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage
from skimage.registration import phase_cross_correlation

from imaging.registration import phase_shift, standardised


def noise(shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def shifted(image, shift):
    """The image moved by fractions of a pixel, as if it went on periodically."""
    return np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(image), shift)).real


def found(*arguments, **options):
    return asyncio.run(phase_shift(*arguments, **options))


@pytest.mark.parametrize("normalization", ["phase", None])
@pytest.mark.parametrize("upsample_factor", [1, 2, 7, 10, 100])
@pytest.mark.parametrize("shape", [(1, 16), (16, 1), (7, 8), (8, 7), (31, 60), (97, 128)])
def test_scikit_image_finds_the_same(shape, upsample_factor, normalization):
    reference = 100 + 20 * noise(shape)
    moving = shifted(reference, (2.37, -4.81)) + 3 * noise(shape, 1)
    expected, *_ = phase_cross_correlation(reference, moving, upsample_factor=upsample_factor,
                                           normalization=normalization)
    got = found(reference, moving, upsample_factor, normalization)
    assert got.dtype == np.float64
    np.testing.assert_allclose(got, expected, atol=1e-9)


@given(st.integers(-15, 15), st.integers(-20, 20))
def test_the_shift_takes_the_image_to_the_reference(down, right):
    reference = noise((31, 41))
    moving = np.roll(reference, (-down, -right), (0, 1))
    assert found(reference, moving).tolist() == [down, right]


def test_fractions_of_a_pixel():
    reference = ndimage.gaussian_filter(noise((97, 128)), 2, mode="wrap")
    moving = shifted(reference, (-3.14, 2.72))
    assert found(reference, moving, 100) == pytest.approx([3.14, -2.72], abs=1e-9)


def test_an_offset_a_factor_and_a_gradient_hardly_matter_to_the_phase():
    reference = noise((60, 97))
    moving = 1e6 + 30 * np.roll(reference, (4, -9), (0, 1)) * np.linspace(1, 2, 97)
    assert found(reference, moving).tolist() == [-4, 9]


def test_contrast_turned_round_is_found_by_the_magnitude():
    """The surface has a minimum, of a larger magnitude than its maxima."""
    reference = noise((60, 97))
    assert found(reference, -np.roll(reference, 5, 1)).tolist() == [0, -5]


@pytest.mark.parametrize("normalization", ["phase", None])
@pytest.mark.parametrize("value", [0.0, 0.1, -3.0])
def test_constant_images_are_not_shifted(value, normalization):
    image = np.full((16, 31), value)
    assert found(image, image, normalization=normalization).tolist() == [0, 0]


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.uint16, np.int32, np.float32])
def test_every_real_type(dtype):
    reference = (noise((31, 60)) > 0.5).astype(dtype)
    assert found(reference, np.roll(reference, (-2, 3), (0, 1))).tolist() == [2, -3]


def test_arguments_that_are_refused():
    image = noise((5, 7))
    for arguments, message in (
        ([image, image.T], r"the shapes \(5, 7\) and \(7, 5\)"),
        ([image[0], image[0]], r"the shapes \(7,\) and \(7,\)"),
        ([image, np.where(image > 0, np.nan, image)], "NaN or an infinity"),
        ([image, image, 0], "upsample_factor is 0; allowed is 1 or more"),
        ([image, image, 1, "ncc"], "normalization is 'ncc'; allowed are 'phase' and None"),
    ):
        with pytest.raises(ValueError, match=message):
            found(*arguments)


@pytest.mark.parametrize("offset", [0, -70, 1e6])
def test_standardised(offset):
    image = offset + 3 * noise((31, 60))
    values, mean = standardised(image)
    assert values.mean() == pytest.approx(0, abs=1e-9)
    assert values.std() == pytest.approx(1, abs=1e-9)
    np.testing.assert_allclose((values + mean) * image.std(), image, rtol=1e-9)


@pytest.mark.parametrize(("value", "sign"), [(0.1, 1), (-3, -1), (0, 0)])
def test_a_constant_standardised_is_nothing_but_a_sign(value, sign):
    values, mean = standardised(np.full((31, 60), value))
    assert not values.any()
    assert mean == sign
