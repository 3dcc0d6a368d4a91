"""The damage of the mask is as frequent as it says, and its bridges join what they say."""

import numpy as np
import pytest
from scipy import ndimage

import samples


def test_the_mask_is_that_of_the_nanoparticles_with_specks_and_holes():
    sample, clean = samples.make("binary-mask"), samples.make("nanoparticles")
    mask = sample.truth["mask"]
    np.testing.assert_array_equal(mask, clean.truth["mask"])
    assert set(np.unique(sample.image)) == {0, 1}
    # Away from the bridges, which are a fifth of a per cent of the picture.
    assert (sample.image[mask] == 0).mean() == pytest.approx(0.03, abs=0.004)
    assert sample.image[~mask].mean() == pytest.approx(0.004, abs=0.0015)


def test_bridges_join_particles_that_were_apart():
    truth = samples.make("binary-mask").truth
    centres, radii = truth["centres"], truth["radii"]
    with_bridges = samples.make("binary-mask").image.astype(bool) | truth["mask"]
    labels, apart = ndimage.label(with_bridges, np.ones((3, 3)))[0], ndimage.label(truth["mask"])[0]
    for first, second in truth["bridges"]:
        places = tuple(centres[[first, second]].astype(int).T)
        assert labels[places][0] == labels[places][1] > 0
    assert any(np.diff(apart[tuple(centres[pair].astype(int).T)]).any() for pair in truth["bridges"])
    assert len(centres) == len(radii) == 45


def test_another_seed_damages_other_pixels():
    one, other = (samples.make("binary-mask", seed=seed).image for seed in (1, 2))
    assert 0 < (one != other).mean() < 0.03
