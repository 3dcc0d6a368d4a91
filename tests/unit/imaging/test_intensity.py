"""Limits and grey levels against ImageJ's formula, numpy's percentiles and scikit-image's rescaling."""
import numpy as np
import pytest
from skimage import exposure

from imaging.intensity import bar_heights, grey_levels, narrowed, tail_limits, window
from imaging.thresholding import Histogram, histogram

GENERATOR = np.random.default_rng(4)
IMAGES = [
    GENERATOR.integers(0, 256, (40, 50), np.uint8),
    GENERATOR.poisson(300, (40, 50)).astype(np.uint16),
    GENERATOR.integers(-30_000, 30_000, (40, 50), np.int16),
    GENERATOR.poisson(1e5, (40, 50)).astype(np.uint32),
    GENERATOR.normal(0, 1e3, (40, 50)).astype(np.float32),
    GENERATOR.normal(0, 1e-3, (40, 50)),
]
every_image = pytest.mark.parametrize("image", IMAGES, ids=lambda image: image.dtype.name)


def expected_levels(part):
    return np.minimum(np.floor(256 * part), 255)


def assert_same_levels(levels, part):
    """`levels` are those of the positions `part`, but for rounding at the border between two."""
    expected = expected_levels(part)
    assert levels.dtype == np.uint8
    wrong = levels != expected
    assert (np.abs(levels - expected)[wrong] <= 1).all()
    scaled = 256 * part[wrong]
    np.testing.assert_allclose(scaled, np.round(scaled), atol=1e-3)


def test_both_sliders_in_the_middle_keep_the_limits():
    assert window(-3, 17, 0.5, 0.5) == (-3, 17)


@pytest.mark.parametrize("brightness", [0.01, 0.3, 0.99])
@pytest.mark.parametrize(("contrast", "slope"), [(0.01, 0.02), (0.25, 0.5), (0.75, 2.0), (0.99, 50.0)])
def test_contrast_is_the_slope_and_brightness_the_position(brightness, contrast, slope):
    low, high = window(10, 30, brightness, contrast)
    assert 20 / (high - low) == pytest.approx(slope)
    assert (low + high) / 2 == pytest.approx(30 - 20 * brightness)


@pytest.mark.parametrize("contrast", [0, 1])
def test_contrast_needs_a_slope(contrast):
    with pytest.raises(ValueError, match=f"contrast is {contrast}; allowed"):
        window(0, 1, 0.5, contrast)


@pytest.mark.parametrize("image", IMAGES[:4], ids=lambda image: image.dtype.name)
@pytest.mark.parametrize("percent", [0, 0.1, 1, 5, 40])
def test_limits_of_whole_numbers_are_numpys_percentiles(image, percent):
    low, high = tail_limits(histogram(image), percent)
    values = np.sort(image.ravel().astype(np.int64))
    allowed = int(percent / 100 * values.size)
    assert (low, high) == (values[allowed], values[-1 - allowed])
    assert np.mean(image < low) <= percent / 100 >= np.mean(image > high)
    if percent > 0 and percent / 100 * values.size % 1:  # at a whole number of pixels, conventions differ
        assert low == np.percentile(image, percent, method="inverted_cdf")


@every_image
def test_no_more_than_the_percentage_is_clipped(image):
    low, high = tail_limits(histogram(image, 4096), 2)
    below, above = np.mean(image < low), np.mean(image > high)
    assert 0.015 < below <= 0.02
    assert 0.015 < above <= 0.02


def test_limits_of_a_constant():
    assert tail_limits(histogram(np.full((3, 3), 7, np.uint8)), 1) == (7, 7)
    with pytest.raises(ValueError, match="the percentage is 50"):
        tail_limits(Histogram(np.array([1]), np.array([0.0]), np.array([-0.5, 0.5])), 50)


@every_image
@pytest.mark.parametrize("parts", [(0, 1), (0.2, 0.7), (-0.5, 1.5), (0.4, 0.41)])
def test_a_line_is_scikit_images(image, parts):
    low, high = (float(image.min()) + part * float(np.ptp(image.astype(float))) for part in parts)
    expected = exposure.rescale_intensity(image.astype(np.float64), (low, high), (0.0, 1.0))
    assert_same_levels(grey_levels(image, low, high), expected)


@every_image
@pytest.mark.parametrize("gamma", [0.1, 0.5, 2.0, 3.0])
def test_gamma_is_scikit_images(image, gamma):
    low, high = float(image.min()), float(image.max())
    part = exposure.adjust_gamma((image.astype(np.float64) - low) / (high - low), gamma)
    assert_same_levels(grey_levels(image, low, high, gamma), part)


@every_image
@pytest.mark.parametrize("offset", [1e-3, 1.0, 1e3])
def test_the_logarithm_is_numpys(image, offset):
    low, high = float(image.min()), float(image.max())
    part = np.log1p((image - low) / offset) / np.log1p((high - low) / offset)
    assert_same_levels(grey_levels(image, low, high, offset=offset), part)


def test_the_logarithm_of_zero_to_one_is_scikit_images():
    image = GENERATOR.random((40, 50))
    image.flat[:2] = 0, 1
    assert_same_levels(grey_levels(image, 0.0, 1.0, offset=1.0), exposure.adjust_log(image))


def test_what_lies_beyond_is_black_or_white():
    image = np.array([[-1e30, 0.0, 0.5, 1.0, 1e30]])
    for options in ({}, {"gamma": 0.3}, {"offset": 0.1}):
        assert grey_levels(image, 0.25, 0.75, **options)[0, [0, 1, 3, 4]].tolist() == [0, 0, 255, 255]


def test_equal_limits_are_a_threshold():
    assert grey_levels(np.array([[1, 2, 3]]), 2, 2).tolist() == [[0, 0, 255]]


@pytest.mark.parametrize(("arguments", "message"), [
    ((2, 1), "black is at 2, white at 1"), ((0, 1, 0.0), "gamma is 0.0"), ((0, 1, 1.0, 0.0), "offset is 0.0"),
])
def test_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        grey_levels(np.ones((2, 2)), *arguments)


def test_bars():
    counts = np.array([0, 9, 99])
    np.testing.assert_allclose(bar_heights(counts, 10.0), [0, 90 / 99, 10])
    np.testing.assert_allclose(bar_heights(counts, 10.0, logarithmic=True), [0, 5, 10])
    assert bar_heights(np.zeros(3, int), 10.0).tolist() == [0, 0, 0]


@pytest.mark.parametrize(("values", "dtype"), [
    ([0, 2**24, 199_900], np.uint32), ([-(2**24), 7], np.int64), ([0.5, 2.0**-100], np.float64),
])
def test_narrowed_where_nothing_is_lost(values, dtype):
    image = np.array([values], dtype)
    assert narrowed(image).dtype == np.float32
    np.testing.assert_array_equal(narrowed(image), image)


@pytest.mark.parametrize("image", [
    np.array([[2**24 + 1]]), np.array([[0.1]]), np.array([[1e300]]),
    np.array([[3]], np.uint16), np.array([[0.1]], np.float32),
], ids=lambda image: f"{image.dtype} {image[0, 0]}")
def test_not_narrowed(image):
    assert narrowed(image) is image
