import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import ndimage
from scipy.spatial import cKDTree

import samples
from imaging.regions import (
    areas,
    clear_border,
    keep,
    label_regions,
    measure,
    remove_small,
    split_touching,
)
from imaging.smoothing import gaussian_blur
from imaging.thresholding import histogram, otsu_threshold, threshold_mask

masks = hnp.arrays(bool, hnp.array_shapes(min_dims=2, max_dims=2, max_side=14))


@pytest.fixture(scope="module")
def particles():
    return samples.make("nanoparticles")


@pytest.fixture(scope="module")
def particle_mask(particles):
    blurred = gaussian_blur(particles.image, 1)
    counts, centres, _ = histogram(blurred)
    return threshold_mask(blurred, otsu_threshold(counts, centres), invert=True)


@given(masks, st.sampled_from([1, 2]))
def test_labels_are_scipys_up_to_numbering(mask, connectivity):
    labels = label_regions(mask, connectivity)
    expected, count = ndimage.label(mask, ndimage.generate_binary_structure(2, connectivity))
    assert labels.dtype == np.int32
    assert labels.max(initial=0) == count
    assert len(set(zip(labels.ravel(), expected.ravel(), strict=True)) | {(0, 0)}) == count + 1


@given(masks)
def test_labels_are_in_the_order_of_first_pixels(mask):
    labels = label_regions(mask).ravel()
    _, first = np.unique(labels[labels > 0], return_index=True)
    assert (np.diff(first) > 0).all()


@given(masks)
def test_clear_border_is_scikit_images(mask):
    from skimage.segmentation import clear_border as oracle

    labels = label_regions(mask)
    cleared = clear_border(labels)
    np.testing.assert_array_equal(cleared > 0, oracle(labels) > 0)
    assert set(np.unique(cleared)) | {0} == set(range(cleared.max(initial=0) + 1))


@given(masks, st.integers(0, 12))
def test_remove_small_keeps_the_components_of_enough_pixels(mask, min_area):
    components, _ = ndimage.label(mask, np.ones((3, 3)))
    sizes = ndimage.sum_labels(mask, components, components)
    kept = remove_small(label_regions(mask), min_area)
    np.testing.assert_array_equal(kept > 0, mask & (sizes >= min_area))
    assert set(np.unique(kept)) | {0} == set(range(kept.max(initial=0) + 1))
    assert kept.dtype == np.int32


def test_areas_and_keep():
    labels = np.array([[1, 1, 0], [2, 0, 3], [2, 2, 3]], np.int32)
    np.testing.assert_array_equal(areas(labels), [2, 3, 2])
    kept = keep(labels, np.array([False, True, True]))
    np.testing.assert_array_equal(kept, [[0, 0, 0], [1, 0, 2], [1, 1, 2]])
    assert len(areas(np.zeros((3, 3), np.int32))) == 0


def test_particles_and_their_radii_are_found_after_splitting(particles, particle_mask):
    whole = remove_small(label_regions(particle_mask), 20)
    labels = remove_small(split_touching(particle_mask), 20)
    centres, radii = particles.truth["centres"], particles.truth["radii"]
    assert whole.max() < len(radii) == labels.max()
    table = measure(labels, particles.image)
    found = np.column_stack([table["centroid_row"], table["centroid_column"]])
    distance, match = cKDTree(found).query(centres)
    assert len(set(match)) == len(radii)
    assert distance.max() < 1
    # A sphere is thin at its rim, so that a threshold on absorption finds it up to two pixels smaller.
    shortfall = radii - table["equivalent_diameter"][match] / 2
    assert shortfall.min() > 0
    assert shortfall.max() < 2


@given(masks)
def test_splitting_only_cuts(mask):
    labels = split_touching(mask, 2)
    np.testing.assert_array_equal(labels > 0, mask)
    assert set(np.unique(labels)) | {0} == set(range(labels.max(initial=0) + 1))
    assert labels.max(initial=0) >= label_regions(mask).max(initial=0)
    for number in range(1, labels.max(initial=0) + 1):
        assert label_regions(labels == number).max() == 1


def test_two_discs_that_touch_are_cut_at_the_neck():
    row, column = np.mgrid[:40, :60]
    mask = (np.hypot(row - 20, column - 20) < 10.5) | (np.hypot(row - 20, column - 39) < 10.5)
    assert label_regions(mask).max() == 1
    labels = split_touching(mask)
    assert labels.max() == 2
    np.testing.assert_allclose(areas(labels), mask.sum() / 2, rtol=0.05)


@pytest.mark.parametrize("name", ["nanoparticles", "coins", "cross-grating"])
def test_measurements_are_scikit_images(name):
    from skimage.measure import regionprops

    image = samples.make(name).image
    mask = gaussian_blur(image, 2) > np.percentile(image, 60)
    labels = clear_border(remove_small(label_regions(mask), 12))
    assert labels.max() > 10
    table = measure(labels, image, pixel_size=0.5)
    assert len({len(column) for column in table.values()}) == 1
    for i, region in enumerate(regionprops(labels, image)):
        row = {key: column[i] for key, column in table.items()}
        assert row["label"] == region.label
        assert row["area"] == region.area * 0.25
        assert row["equivalent_diameter"] == pytest.approx(region.equivalent_diameter_area / 2)
        assert row["major_axis"] == pytest.approx(region.axis_major_length / 2)
        assert row["minor_axis"] == pytest.approx(region.axis_minor_length / 2)
        assert row["eccentricity"] == pytest.approx(region.eccentricity)
        assert (row["centroid_row"], row["centroid_column"]) == pytest.approx(region.centroid)
        assert row["mean_intensity"] == pytest.approx(region.intensity_mean)
        # scikit-image measures the hull after drawing it on pixels, which makes it larger by up to a pixel.
        assert 0 <= region.feret_diameter_max - 2 * row["feret_diameter"] + 1e-9 < 1


def test_no_region_gives_empty_columns():
    table = measure(np.zeros((4, 5), np.int32), np.ones((4, 5)))
    assert {"label", "area", "feret_diameter"} <= table.keys()
    assert all(len(column) == 0 for column in table.values())


def test_of_many_regions_the_largest_are_measured():
    labels = label_regions(np.array([[1, 0, 1, 1, 0, 1, 1, 1, 0, 1]], bool))
    table = measure(labels, labels, at_most=2)
    np.testing.assert_array_equal(table["label"], [2, 3])
    np.testing.assert_array_equal(table["area"], [2, 3])
    np.testing.assert_array_equal(table["feret_diameter"], [2, 3])


@pytest.mark.parametrize("shape", [(1, 1), (1, 6), (6, 1)])
def test_thin_images(shape):
    mask = np.ones(shape, bool)
    labels = label_regions(mask)
    assert labels.max() == split_touching(mask).max() == 1
    table = measure(labels, np.ones(shape))
    assert table["feret_diameter"][0] == max(shape)
    assert clear_border(labels).max() == 0
