"""Points snap to the middles of blobs that were drawn at known places."""

import numpy as np
import pytest

import samples
from imaging.snapping import snapped

CENTRES = np.array([[30.3, 40.7], [70.9, 25.2], [60.4, 90.6]])


def blobs(sign):
    row, column = np.indices((100, 120))
    return 10 + sign * sum(np.exp(-((row - y) ** 2 + (column - x) ** 2) / (2 * s**2))
                           for (y, x), s in zip(CENTRES, (2.5, 4, 6), strict=True))


@pytest.mark.parametrize("sign", [1, -1])
def test_a_point_goes_to_the_middle_of_its_blob(sign):
    start = CENTRES + [[3, -2], [-2.5, 2], [0, 4]]
    np.testing.assert_allclose(snapped(blobs(sign), start, 8), CENTRES, atol=0.06)
    np.testing.assert_array_equal(start, CENTRES + [[3, -2], [-2.5, 2], [0, 4]])


def test_a_point_without_a_blob_in_reach_stays():
    start = np.array([[10.25, 100.5], [30.0, 46.0]])
    np.testing.assert_array_equal(snapped(blobs(1), start, 3), start)


def test_two_frames_of_a_scene_snap_to_the_same():
    """Grain of the film pulls the middle of a disc by a part of a pixel, in both frames alike."""
    frames = [samples.make(name) for name in ("frame-static", "frame-moving")]
    inside = np.all([((f.truth["centres"] > 14) & (f.truth["centres"] < 241)).all(1) for f in frames], 0)
    start = [f.truth["centres"][inside] + np.random.default_rng(2).normal(0, 1.5, (inside.sum(), 2))
             for f in frames]
    found = [snapped(f.image, points, 8) for f, points in zip(frames, start, strict=True)]
    for f, points in zip(frames, found, strict=True):
        assert np.median(np.linalg.norm(points - f.truth["centres"][inside], axis=1)) < 0.5
    matrix = frames[1].truth["to_static"]
    there = found[1] @ matrix[:2, :2].T + matrix[:2, 2]
    assert np.median(np.linalg.norm(there - found[0], axis=1)) < 0.25


@pytest.mark.parametrize("image", [np.zeros((1, 1), np.uint8), np.ones((5, 1)), np.full((40, 30), 0.1),
                                   np.full((40, 30), 9, np.uint16), np.arange(1200.0).reshape(40, 30)])
def test_an_image_without_blobs_moves_nothing(image):
    points = np.array([[0.5, 0.25], [20.0, 10.0]])
    np.testing.assert_array_equal(snapped(image, points, 5), points)
    assert snapped(image, np.zeros((0, 2)), 5).shape == (0, 2)
