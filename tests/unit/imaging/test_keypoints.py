"""Keypoints of images whose map is known."""

import numpy as np
import pytest
from scipy import ndimage

import samples
from imaging import keypoints

NONE = keypoints.Keypoints(np.zeros((0, 2)), np.zeros(0), np.zeros((0, 128), np.uint8))


def mapped(matrix, places):
    ends = np.column_stack([places, np.ones(len(places))]) @ matrix.T
    return ends[:, :2] / ends[:, 2:]


@pytest.mark.parametrize("name", ["frame-moving", "frame-tilted"])
def test_pairs_are_where_the_truth_says(name):
    static, moving = samples.make("frame-static"), samples.make(name)
    a, b = keypoints.sift(moving.image), keypoints.sift(static.image)
    pairs, matches = keypoints.agreeing_pairs(a, b)
    assert matches >= len(pairs) >= 15
    there = mapped(moving.truth["to_static"], a.places[pairs[:, 0]])
    error = np.linalg.norm(there - b.places[pairs[:, 1]], axis=1)
    assert error.max() < keypoints.TOLERANCE_PX + 1
    assert np.median(error) < 0.5
    assert len(np.unique(pairs[:, 0])) == len(np.unique(pairs[:, 1])) == len(pairs)


def test_keypoints_do_not_depend_on_units_or_dtype():
    image = samples.make("frame-static").image
    one, other = keypoints.sift(image), keypoints.sift(3.0 * image - 1000)
    assert len(one.places) > 20
    np.testing.assert_allclose(one.places, other.places, atol=0.01)


def test_large_images_are_averaged_and_their_keypoints_stay_in_place():
    image = samples.make("frame-static").image.astype(float)
    large = np.kron(image, np.ones((2, 2)))  # pixel i becomes 2 i and 2 i + 1, centred on 2 i + 0.5
    small, found = keypoints.sift(image), keypoints.sift(large)
    np.testing.assert_allclose(found.places, 2 * small.places + 0.5, atol=1e-6)
    np.testing.assert_allclose(found.widths, 2 * small.widths, rtol=1e-6)


@pytest.mark.parametrize("image", [np.zeros((1, 1)), np.ones((3, 200)), np.full((64, 64), 7, np.uint8),
                                   np.arange(4096.0).reshape(64, 64)],
                         ids=["one pixel", "thin", "constant", "ramp"])
def test_an_image_without_detail_has_none(image):
    found = keypoints.sift(image)
    assert found.places.shape == (0, 2)
    assert found.descriptors.shape == (0, 128)


def test_images_of_nothing_in_common_have_no_pairs():
    noise = ndimage.gaussian_filter(np.random.default_rng(1).normal(size=(2, 200, 200)), (0, 3, 3))
    a, b = (keypoints.sift(image) for image in noise)
    assert min(len(a.places), len(b.places)) > 50
    assert len(keypoints.agreeing_pairs(a, b)[0]) == 0
    assert keypoints.agreeing_pairs(a, NONE)[1] == 0
    assert keypoints.agreeing_pairs(NONE, NONE)[0].shape == (0, 2)


def test_the_same_images_give_the_same_pairs():
    a, b = (keypoints.sift(samples.make(name).image) for name in ("frame-moving", "frame-static"))
    np.testing.assert_array_equal(keypoints.agreeing_pairs(a, b)[0], keypoints.agreeing_pairs(a, b)[0])


def test_places_are_chosen_far_apart():
    grid = np.stack(np.meshgrid(np.arange(0, 100, 5.0), np.arange(0, 100, 5.0)), -1).reshape(-1, 2)
    chosen = grid[keypoints.spread_out(grid, 4)]
    assert sorted(map(tuple, chosen)) == [(0, 0), (0, 95), (95, 0), (95, 95)]
    assert keypoints.spread_out(grid[:3], 9).size == 3
    assert keypoints.spread_out(np.zeros((0, 2)), 4).size == 0
