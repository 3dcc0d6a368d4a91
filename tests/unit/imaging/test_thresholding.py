import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import samples
from imaging.thresholding import coarsened, histogram, otsu_threshold, threshold_mask

images = st.sampled_from([np.uint8, np.int16, np.uint16, bool]).flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9))
)


def otsu(image):
    counts, centres, _ = histogram(image)
    return otsu_threshold(counts, centres)


@pytest.mark.parametrize("name", samples.names())
@pytest.mark.parametrize("dtype", [None, np.float32, np.float64, np.int16])
def test_otsu_equals_scikit_images(name, dtype):
    from skimage.filters import threshold_otsu

    image = samples.make(name).image
    if dtype == np.int16:
        shift = image.astype(float) - image.min()
        image = (shift * (3000 / shift.max()) - 1500).astype(dtype)
    elif dtype is not None:
        image = (image / np.asarray(7, dtype)).astype(dtype)
    assert otsu(image) == threshold_otsu(image, nbins=256)


@given(images)
def test_otsu_separates_best(image):
    """By trying every threshold on the pixels themselves."""
    values = image.astype(float)
    assume(np.ptp(values) > 0)

    def between(threshold):
        above = values > threshold
        if above.all() or not above.any():
            return 0.0
        difference = values[above].mean() - values[~above].mean()
        return above.sum() * (~above).sum() * difference**2

    best = max(between(level) for level in np.unique(values))
    assert between(otsu(image)) == pytest.approx(best, rel=1e-9)


@pytest.mark.parametrize("value", [0, 7, -3.5])
def test_one_value_is_its_own_threshold(value):
    image = np.full((3, 4), value)
    counts, centres, edges = histogram(image)
    np.testing.assert_array_equal(counts, [12])
    np.testing.assert_array_equal(centres, [value])
    assert edges[0] < value < edges[1]
    assert otsu(image) == value


@given(images)
def test_integers_have_one_bin_per_value(image):
    counts, centres, edges = histogram(image)
    values = image.astype(int)
    np.testing.assert_array_equal(centres, np.arange(values.min(), values.max() + 1))
    np.testing.assert_array_equal(counts, [(values == centre).sum() for centre in centres])
    np.testing.assert_array_equal(edges[:-1] + 0.5, centres)
    assert counts.dtype == np.int64


def test_floats_and_wide_integers_have_the_bins_asked_for():
    wide = np.array([[0, 2**31 - 1, 5]], np.int32)
    for image in (wide, wide.astype(np.float32)):
        counts, centres, edges = histogram(image, 100)
        assert (len(counts), len(centres), len(edges)) == (100, 100, 101)
        assert (counts[0], counts[-1], counts.sum()) == (2, 1, 3)
        assert edges[0] == 0


@pytest.mark.parametrize("dtype", [np.uint8, np.uint32, np.float32])
def test_types_do_not_hang_on_the_image(dtype):
    counts, centres, edges = histogram(np.array([[1, 2, 7]], dtype))
    assert (counts.dtype, centres.dtype, edges.dtype) == (np.int64, np.float64, np.float64)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("value", [1, -1e6, 1e-30, 0])
def test_values_that_hardly_differ(dtype, value):
    low = np.asarray(value, dtype)
    image = np.array([[low, np.nextafter(low, dtype(np.inf))]])
    counts, _, edges = histogram(image)
    assert counts.sum() == 2
    assert (np.diff(edges) > 0).all()
    assert edges[0] <= otsu(image) <= edges[-1]


def test_no_pixels():
    with pytest.raises(ValueError, match="without pixels"):
        histogram(np.zeros((0, 3)))


@given(images, st.integers(1, 300))
def test_coarsened_keeps_every_pixel_and_equal_widths(image, at_most):
    fine = histogram(image)
    coarse = coarsened(fine, at_most)
    assert len(coarse.counts) <= at_most
    assert coarse.counts.sum() == image.size
    np.testing.assert_allclose(np.diff(coarse.edges), coarse.edges[1] - coarse.edges[0])
    np.testing.assert_array_equal(np.histogram(image.astype(float), coarse.edges)[0], coarse.counts)


def test_mask_is_above_low_and_at_most_high():
    image = np.array([[1, 2, 3, 4]])
    np.testing.assert_array_equal(threshold_mask(image, 2), [[False, False, True, True]])
    np.testing.assert_array_equal(threshold_mask(image, 1, 3), [[False, True, True, False]])
    np.testing.assert_array_equal(threshold_mask(image, 1, 3, invert=True), [[True, False, False, True]])
    assert not threshold_mask(image, 2, 2).any()
    assert threshold_mask(image, 2.5).dtype == bool


@given(images, st.floats(-300, 300), st.floats(0, 300))
def test_bands_that_share_a_limit_share_no_pixel(image, low, width):
    lower, middle = threshold_mask(image, low, invert=True), threshold_mask(image, low, low + width)
    upper = threshold_mask(image, low + width)
    np.testing.assert_array_equal(lower.astype(int) + middle + upper, np.ones(image.shape))


def test_thresholds_in_the_wrong_order_are_named():
    with pytest.raises(ValueError, match=r"lower threshold, 3, is larger than the upper, 2"):
        threshold_mask(np.zeros((2, 2)), 3, 2)
