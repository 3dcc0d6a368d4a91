"""Columns of the drifting lattice are where its truth says, and a polynomial of degree 2 straightens them."""

import numpy as np
import pytest
from scipy import ndimage
from scipy.spatial import cKDTree

import samples


def test_columns_are_seen_where_the_truth_says():
    sample = samples.make("drifting-lattice", dose=1e4)
    seen, amplitudes = sample.truth["seen"], sample.truth["amplitudes"]
    smooth = ndimage.gaussian_filter(sample.image.astype(float), 1)
    maxima = np.argwhere((ndimage.maximum_filter(smooth, 7) == smooth) & (smooth > 0.5 * smooth.max()))
    strong = (amplitudes > 0.7) & ((seen > 6) & (seen < 249)).all(1)
    assert strong.sum() > 150
    assert cKDTree(maxima).query(seen[strong])[0].max() < 1


def test_what_is_seen_is_the_position_less_the_drift_of_its_row():
    truth = samples.make("drifting-lattice").truth
    rows = np.arange(len(truth["drift"]))
    drift = np.stack([np.interp(truth["seen"][:, 0], rows, d) for d in truth["drift"].T], 1)
    np.testing.assert_allclose(truth["seen"] + drift, truth["positions"], atol=1e-3)
    assert drift[:, 1].max() > 28


def test_degree_2_straightens_the_lattice_and_degree_1_does_not():
    truth = samples.make("drifting-lattice").truth
    u, v = (truth["positions"] / 128 - 1).T
    left = {}
    for degree in (1, 2):
        design = np.stack([u**i * v**j for i in range(degree + 1) for j in range(degree + 1 - i)], 1)
        solved = np.linalg.lstsq(design, truth["seen"], rcond=None)[0]
        left[degree] = np.abs(design @ solved - truth["seen"]).max()
    assert left[1] > 3
    assert left[2] < 1e-9


def test_noise_is_poissonian():
    sample = samples.make("drifting-lattice")
    expected = sample.truth["expected"].astype(float)
    scaled = (sample.image - expected) / np.sqrt(expected)
    assert abs(scaled.mean()) < 0.02
    assert scaled.var() == pytest.approx(1, abs=0.03)
