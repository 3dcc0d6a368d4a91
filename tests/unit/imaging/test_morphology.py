"""Against scipy.ndimage and scikit-image, pixel by pixel."""

import numpy as np
import pytest
from scipy import ndimage
from skimage import morphology as theirs

from imaging import morphology as ours

SHAPES = ["disc", "square", "cross", "row", "column"]
GENERATOR = np.random.default_rng(2)
MASKS = {
    "sparse": GENERATOR.random((47, 60)) < 0.05,
    "dense": GENERATOR.random((60, 47)) < 0.7,
    "blobs": ndimage.gaussian_filter(GENERATOR.normal(size=(90, 80)), 3) > 0.02,
    "one pixel": np.ones((1, 1), bool),
    "one row": GENERATOR.random((1, 30)) < 0.5,
    "empty": np.zeros((9, 12), bool),
    "full": np.ones((9, 12), bool),
}
every_mask = pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)


def scipys(mask, foot, iterations, steps):
    """Erode ("e") and dilate ("d") with scipy; what lies beyond the border counts in neither."""
    for step in steps:
        operation, border = ((ndimage.binary_erosion, 1) if step == "e" else (ndimage.binary_dilation, 0))
        mask = operation(mask, foot, iterations=iterations, border_value=border)
    return mask


@every_mask
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("size", "iterations"), [(1, 1), (3, 1), (3, 4), (7, 2), (15, 1)])
def test_the_four_operations_are_those_of_scipy(mask, shape, size, iterations):
    foot = ours.footprint(shape, size)
    for operation, steps in ((ours.eroded, "e"), (ours.dilated, "d"), (ours.opened, "ed"),
                             (ours.closed, "de")):
        np.testing.assert_array_equal(operation(mask, foot, iterations),
                                      scipys(mask, foot, iterations, steps))


@every_mask
def test_they_are_those_of_scikit_image(mask):
    foot = ours.footprint("disc", 5)
    for operation, other in ((ours.eroded, theirs.erosion), (ours.dilated, theirs.dilation),
                             (ours.opened, theirs.opening), (ours.closed, theirs.closing)):
        np.testing.assert_array_equal(operation(mask, foot), other(mask, foot))


@pytest.mark.parametrize("size", [1, 3, 5, 9, 15])
def test_footprints_are_those_of_scikit_image(size):
    np.testing.assert_array_equal(ours.footprint("disc", size), theirs.disk(size // 2))
    np.testing.assert_array_equal(ours.footprint("square", size), np.ones((size, size)))
    assert ours.footprint("cross", size).sum() == 2 * size - 1
    assert ours.footprint("row", size).sum(1).max() == size == ours.footprint("column", size).sum()


def test_footprints_that_are_none():
    with pytest.raises(ValueError, match="the size is 4; it must be odd"):
        ours.footprint("disc", 4)
    with pytest.raises(ValueError, match="the footprint is 'star'; allowed are disc"):
        ours.footprint("star", 3)


@every_mask
@pytest.mark.parametrize("size", [0, 1, 3, 40])
def test_small_regions_and_holes_are_those_of_scikit_image(mask, size):
    np.testing.assert_array_equal(ours.without_small(mask, size),
                                  theirs.remove_small_objects(mask, size, connectivity=2))
    np.testing.assert_array_equal(ours.filled(mask), ndimage.binary_fill_holes(mask))
    # scikit-image fills what touches the border, too: a frame of false pixels joins that with the outside.
    framed = np.pad(mask, 40)
    np.testing.assert_array_equal(ours.filled(mask, size),
                                  theirs.remove_small_holes(framed, size, connectivity=1)[40:-40, 40:-40])


@every_mask
def test_the_skeleton_is_that_of_scikit_image(mask):
    thin = ours.skeleton(mask)
    np.testing.assert_array_equal(thin, theirs.thin(mask))
    assert ours.count_regions(thin) == ours.count_regions(mask)
    assert ndimage.label(~np.pad(thin, 1))[1] == ndimage.label(~np.pad(mask, 1))[1]  # as many holes


@every_mask
def test_the_outline_is_what_an_erosion_takes(mask):
    foot = ours.footprint("cross", 3)
    np.testing.assert_array_equal(ours.outline(mask, foot), mask & ~scipys(mask, foot, 1, "e"))


@every_mask
@pytest.mark.parametrize("shape", SHAPES)
def test_laws_of_morphology(mask, shape):
    foot = ours.footprint(shape, 5)
    opened, closed = ours.opened(mask, foot), ours.closed(mask, foot)
    assert not (opened & ~mask).any()
    assert not (mask & ~closed).any()
    np.testing.assert_array_equal(ours.opened(opened, foot), opened)
    np.testing.assert_array_equal(ours.closed(closed, foot), closed)
    np.testing.assert_array_equal(ours.dilated(~mask, foot), ~ours.eroded(mask, foot))


def test_regions_are_counted_with_their_corners():
    assert ours.count_regions(np.eye(5, dtype=bool)) == 1
    assert ours.count_regions(np.diag([True, False, True])) == 2


def test_arguments_are_left_alone():
    mask = MASKS["dense"].copy()
    for operation in (ours.skeleton, ours.filled, ours.count_regions, lambda m: ours.without_small(m, 9)):
        operation(mask)
    np.testing.assert_array_equal(mask, MASKS["dense"])


@every_mask
@pytest.mark.parametrize("iterations", [1, 2])
@pytest.mark.parametrize("number", range(4))
def test_footprints_of_any_form_are_those_of_scipy(mask, iterations, number):
    """Not symmetric, with gaps, or without a middle."""
    foot = np.random.default_rng(number).random((7, 7)) < 0.3
    for operation, steps in ((ours.eroded, "e"), (ours.dilated, "d"), (ours.opened, "ed"),
                             (ours.closed, "de")):
        np.testing.assert_array_equal(operation(mask, foot, iterations),
                                      scipys(mask, foot, iterations, steps))


@pytest.mark.parametrize("radius", [0.5, 1.0, 3.5])
@pytest.mark.parametrize("value", [True, False])
def test_discs_are_painted_also_across_the_border(radius, value):
    mask = GENERATOR.random((20, 30)) < 0.5
    centres = [(4.3, 7.8), (0.0, 0.0), (19.0, 31.5), (-2.0, 15.0), (300.0, -1e6)]
    row, column = np.indices(mask.shape)
    inside = np.any([np.hypot(row - r, column - c) <= radius for r, c in centres], axis=0)
    assert inside.any()
    painted = ours.painted(mask, centres, radius, value)
    np.testing.assert_array_equal(painted, np.where(inside, value, mask))
    assert painted is not mask
