"""The frames of one scene: the truth maps one onto the other, and each has noise of its own."""

import numpy as np
import pytest
from scipy import ndimage

import samples

NAMES = ("frame-static", "frame-moving", "frame-tilted")


def mapped(matrix, places):
    ends = np.concatenate([places, np.ones_like(places[..., :1])], -1) @ matrix.T
    return ends[..., :2] / ends[..., 2:]


@pytest.mark.parametrize("name", NAMES[1:])
def test_the_truth_maps_a_frame_onto_the_static_one(name):
    static, frame = (samples.make(n).truth["expected"].astype(float) for n in ("frame-static", name))
    matrix = samples.make(name).truth["to_static"]
    to = mapped(matrix, np.moveaxis(np.indices(frame.shape), 0, -1).astype(float))
    inside = ((to >= 1) & (to <= 254)).all(-1)
    assert inside.mean() > 0.6
    fetched = ndimage.map_coordinates(static, np.moveaxis(to, -1, 0), order=3)
    np.testing.assert_allclose(fetched[inside], frame[inside], rtol=0.12)
    assert np.corrcoef(fetched[inside], frame[inside])[0, 1] > 0.999
    # A tenth of a pixel off is worse.
    off = ndimage.map_coordinates(static, np.moveaxis(to, -1, 0) + 0.1, order=3)
    assert np.std((off - frame)[inside]) > 3 * np.std((fetched - frame)[inside])


@pytest.mark.parametrize("name", NAMES)
def test_noise_is_poissonian_and_independent(name):
    sample, other = samples.make(name), samples.make(name, seed=7)
    expected = sample.truth["expected"].astype(float)
    scaled, again = ((s.image - expected) / np.sqrt(expected) for s in (sample, other))
    assert abs(scaled.mean()) < 0.02
    assert scaled.var() == pytest.approx(1, abs=0.02)
    assert abs(np.corrcoef(scaled.ravel(), again.ravel())[0, 1]) < 0.02


@pytest.mark.parametrize("name", NAMES)
def test_discs_are_dark_where_the_truth_says(name):
    sample = samples.make(name, dose=2e4)
    centres = sample.truth["centres"]
    inside = ((centres > 14) & (centres < 241)).all(1)
    assert inside.sum() > 15
    at = np.round(centres[inside]).astype(int)
    film = np.median(sample.image)
    assert (sample.image[at[:, 0], at[:, 1]] < 0.8 * film).all()
    static = samples.make("frame-static").truth["centres"]
    np.testing.assert_allclose(mapped(sample.truth["to_static"], centres), static, atol=1e-8)


def test_the_similarity_is_made_of_its_parts():
    truth = samples.make("frame-moving").truth
    turned = truth["to_static"][:2, :2] * truth["scale"]
    angle = np.deg2rad(truth["angle"])
    np.testing.assert_allclose(turned, [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = np.array([127.5, 127.5])
    np.testing.assert_allclose(mapped(truth["to_static"], middle), middle + truth["shift"])
    sizes = [samples.make(name).pixel_size for name in NAMES[:2]]
    assert sizes[0] / sizes[1] == pytest.approx(truth["scale"])


def test_perspective_is_that_of_a_pinhole():
    """Points of the tilted plane, turned about the axis in three dimensions and divided by their distance."""
    truth = samples.make("frame-tilted", tilt=35, axis=20, distance=700).truth
    # (row, column) from the middle, in the plane.
    points = np.random.default_rng(1).uniform(-120, 120, (9, 2))
    axis, tilt = np.deg2rad(20), np.deg2rad(35)
    along = np.array([np.sin(axis), np.cos(axis)])
    across = np.array([np.cos(axis), -np.sin(axis)])
    u, v = points @ along, points @ across
    turned = u[:, None] * along + (v * np.cos(tilt))[:, None] * across
    seen = 700 * turned / (700 - v * np.sin(tilt))[:, None]
    np.testing.assert_allclose(mapped(truth["to_static"], seen + 127.5), points + 127.5, atol=1e-9)
    assert truth["distance"] == 700
    assert truth["tilt"] == 35
