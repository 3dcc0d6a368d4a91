"""Outside a `computing` block everything runs on the CPU; tests/gpu compares the GPU with it."""

import asyncio

import numpy as np
import pytest
from skimage.feature import match_template

from imaging.template import match


def noise(shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def matched(*arguments, **options):
    return asyncio.run(match(*arguments, **options))


@pytest.mark.parametrize("pad_input", [False, True])
@pytest.mark.parametrize(("shape", "size"), [((31, 60), (7, 8)), ((60, 31), (4, 5)), ((5, 7), (5, 7)),
                                             ((1, 60), (1, 3)), ((97, 128), (31, 16))])
def test_scikit_image_gives_the_same(shape, size, pad_input):
    image, template = 100 + 20 * noise(shape), 50 + noise(size, 1)
    got = matched(image, template, pad_input)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, match_template(image, template, pad_input), atol=1e-6)


@pytest.mark.parametrize("ground", [0, 1e3, 1e6])
def test_a_template_is_found_where_it_was_cut_out(ground):
    image = ground + noise((60, 97))
    template = image[20:27, 33:41]
    for pad_input, place in ((False, (20, 33)), (True, (23, 37))):
        got = matched(image, template, pad_input)
        assert np.unravel_index(got.argmax(), got.shape) == place
        assert got.max() == pytest.approx(1, abs=1e-4)


def test_the_coefficient_is_blind_to_offset_and_factor():
    image, template = noise((31, 60)), noise((5, 6), 1)
    expected = matched(image, template)
    np.testing.assert_allclose(matched(3 * image + 70, -2 * template + 5), -expected, atol=1e-6)


def test_constant_images_and_templates_match_nothing():
    image = noise((16, 31))
    assert not matched(image, np.full((3, 4), 0.1)).any()
    assert not matched(np.full((16, 31), 0.1), image[:3, :4]).any()
    assert not matched(np.zeros((16, 31)), image[:3, :4], pad_input=True).any()


def test_an_image_is_surrounded_by_zeros():
    image, template = np.full((16, 31), 5.0), noise((5, 6))
    np.testing.assert_allclose(matched(image, template, pad_input=True),
                               match_template(image, template, pad_input=True), atol=1e-6)


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.uint16, np.int32, np.float32])
def test_every_real_type(dtype):
    image = (noise((31, 60)) > 0.5).astype(dtype)
    got = matched(image, image[10:18, 20:29])
    assert np.unravel_index(got.argmax(), got.shape) == (10, 20)


def test_arguments_that_are_refused():
    image = noise((5, 7))
    with pytest.raises(ValueError, match="both must be 2-D"):
        matched(image, image[0])
    with pytest.raises(ValueError, match=r"template of the shape \(6, 2\) does not fit .* \(5, 7\)"):
        matched(image, noise((6, 2)))
