"""Labels and measurements against scikit-image's, and the count against what was put in."""
import numpy as np
import pytest
from skimage.draw import disk
from skimage.measure import label, regionprops
from skimage.segmentation import clear_border

from livedemo import discovery

DEMO = discovery.load("connected-components")


def user_image():
    """Disks on a noisy ground, two of them cut by the border and two of them in touch, as 16-bit numbers."""
    image = np.random.default_rng(4).normal(9000, 300, (121, 160))
    for centre, radius in [((30, 40), 12), ((80, 60), 15), ((82, 90), 16), ((2, 100), 9), ((60, 158), 8),
                           ((110, 20), 5)]:
        image[disk(centre, radius, shape=image.shape)] -= 5000
    return image.astype(np.uint16)


def by_scikit_image(mask, image, *, connectivity, min_area, whole):
    """Return (labels, regions) as scikit-image makes them; regions below `min_area` pixels are dropped."""
    labels = label(mask, connectivity=connectivity)
    if whole:
        labels = clear_border(labels)
    kept = [region.label for region in regionprops(labels) if region.area >= min_area]
    labels = label(np.isin(labels, kept), connectivity=connectivity)
    return labels, regionprops(labels, image)


@pytest.mark.parametrize(("name", "dark"), [("nanoparticles", True), ("uneven-light", True), ("coins", False),
                                            ("cross-grating", False), ("own", True)])
@pytest.mark.parametrize("corners", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_labels_and_measurements_are_scikit_images(name, dark, corners, whole, compute, sample):
    own = user_image() if name == "own" else None
    image, unit = (own, 1.0) if name == "own" else (sample(name).array, sample(name).pixel_size or 1.0)
    state = {"corners": corners, "whole": whole, "dark": dark, "min_area": 30}
    result = compute(DEMO, state if name == "own" else state | {"image": name}, own)
    arrays = result.arrays
    labels, regions = by_scikit_image(arrays["mask"], image, connectivity=2 if corners else 1, min_area=30,
                                      whole=whole)
    np.testing.assert_array_equal(arrays["labels"], labels)
    measured = sorted(regions, key=lambda region: -region.area)[:500]
    assert f"{len(regions)} region" in result.summary
    assert len(arrays["region"]) == len(measured) > 2
    row = {number: i for i, number in enumerate(arrays["region"])}
    for region in measured:
        at = row[region.label]
        assert arrays["area"][at] == pytest.approx(region.area * unit**2)
        assert arrays["eccentricity"][at] == pytest.approx(region.eccentricity)
        assert arrays["mean_intensity"][at] == pytest.approx(region.intensity_mean)
        assert (arrays["centroid_row"][at], arrays["centroid_column"][at]) == pytest.approx(region.centroid)


def test_the_mask_is_the_pixels_below_the_threshold_or_above(compute):
    image = user_image()
    cut = image.min() + 0.6 * np.ptp(image)
    below, above = (compute(DEMO, {"blur": 0.0, "threshold": 0.6, "dark": dark}, image).arrays["mask"]
                    for dark in (True, False))
    np.testing.assert_array_equal(below, image <= cut)
    np.testing.assert_array_equal(above, ~below)


def test_disks_of_known_size(compute):
    """The radius of a drawn disk, the one that the border cuts left out."""
    arrays = compute(DEMO, {"blur": 0.0, "min_area": 20, "pixel_size": 0.5}, user_image()).arrays
    diameters = np.sort(arrays["diameters"])
    assert len(diameters) == 3  # 5, 12, and the two in touch
    np.testing.assert_allclose(diameters[:2], 0.5 * np.array([10, 24]), atol=0.5)


def test_particles_in_touch_are_counted_one_by_one_when_split(compute):
    together, apart = (compute(DEMO, {"blur": 0.0, "split": split}, user_image()).arrays["labels"].max()
                       for split in (False, True))
    assert (together, apart) == (3, 4)


def test_the_count_of_nanoparticles_is_near_the_truth(compute, sample):
    truth = len(sample("nanoparticles").truth["radii"])
    counts = {split: compute(DEMO, {"split": split, "whole": False}).arrays["labels"].max()
              for split in (False, True)}
    assert abs(counts[True] - truth) <= 0.05 * truth
    assert abs(counts[True] - truth) < abs(counts[False] - truth)


@pytest.mark.parametrize("state", [{}, {"pixel_size": 2.0}])
def test_the_histogram_counts_the_measured_regions(state, compute, sample):
    arrays = compute(DEMO, state).arrays
    assert arrays["diameter_counts"].sum() == len(arrays["diameters"])
    assert arrays["truth_counts"].sum() / 2 == len(sample("nanoparticles").truth["radii"])


def test_the_overlay_follows_the_stage(compute):
    shown = {stage: compute(DEMO, {"stage": stage}).arrays for stage in ("image", "threshold", "components")}
    assert not shown["image"]["overlay"].any()
    np.testing.assert_array_equal(shown["threshold"]["overlay"], np.where(shown["threshold"]["mask"], 8, 0))
    labels, overlay = shown["components"]["labels"], shown["components"]["overlay"]
    np.testing.assert_array_equal(overlay > 0, labels > 0)
    for number in range(1, labels.max() + 1):
        assert len(np.unique(overlay[labels == number])) == 1
    assert len(np.unique(overlay)) > 5


def test_labels_are_made_anew_only_for_what_they_depend_on(compute, prepare):
    prepared = prepare(DEMO)
    labels = [compute(DEMO, state, prepared=prepared).arrays["labels"]
              for state in ({}, {"stage": "image"}, {"pixel_size": 2.0}, {"threshold": 0.4})]
    assert labels[0] is labels[1] is labels[2] is not labels[3]


def test_no_region_is_said(compute):
    result = compute(DEMO, {"threshold": 0.0, "min_area": 500})
    assert result.summary.startswith("No region")
    assert result.arrays["diameters"].size == 0
