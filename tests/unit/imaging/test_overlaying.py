import numpy as np
import pytest

from imaging.overlaying import overlay

GENERATOR = np.random.default_rng(3)
STATIC, WARPED = GENERATOR.integers(0, 256, (2, 9, 14), np.uint8)
INSIDE = np.arange(14) < 10 + np.zeros((9, 1))


def shown(show, alpha=0.5, warped=WARPED):
    rgba = overlay(STATIC, warped, INSIDE, show, alpha)
    assert (rgba.shape, rgba.dtype) == ((9, 14, 4), np.uint8)
    return np.moveaxis(rgba, -1, 0).astype(int)


def test_one_image_alone():
    for channel in shown("static")[:3]:
        np.testing.assert_array_equal(channel, STATIC)
    *rgb, opacity = shown("warped")
    for channel in rgb:
        np.testing.assert_array_equal(channel[INSIDE], WARPED[INSIDE])
    np.testing.assert_array_equal(opacity, np.where(INSIDE, 255, 0))


@pytest.mark.parametrize("alpha", [0.0, 0.25, 0.5, 1.0])
def test_blended_as_in_the_rule_of_over(alpha):
    want = np.where(INSIDE, (1 - alpha) * STATIC + alpha * WARPED, STATIC)
    for channel in shown("blend", alpha)[:3]:
        np.testing.assert_allclose(channel, want, atol=0.51)


def test_equal_images_are_grey_in_two_colours_and_in_their_difference():
    red, green, blue, _ = shown("colours", warped=STATIC)
    np.testing.assert_array_equal([red, green, blue], np.stack(3 * [STATIC]))
    assert set(shown("difference", warped=STATIC)[0].ravel()) == {127}


def test_what_only_one_image_has():
    red, green, blue, _ = shown("colours")
    np.testing.assert_array_equal(red, np.where(INSIDE, WARPED, STATIC))
    np.testing.assert_array_equal([green, blue], [STATIC, STATIC])
    half = (WARPED.astype(float) - STATIC) / 2
    np.testing.assert_allclose(shown("difference")[0], np.where(INSIDE, 127.5 + half, 127), atol=0.51)


def test_another_way_is_refused():
    with pytest.raises(ValueError, match="show is 'flicker'; allowed are static, warped"):
        overlay(STATIC, WARPED, INSIDE, "flicker")
