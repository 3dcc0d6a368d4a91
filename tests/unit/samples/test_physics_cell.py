"""The cell that the truth of the lattice sample names is the one in its picture."""

import numpy as np
import pytest

import samples


def test_lattice_vectors_join_columns_as_they_are_seen():
    sample = samples.make("haadf-lattice", jitter=0)
    truth = sample.truth
    bright = truth["positions"][truth["amplitudes"] > 0.7]
    inside = ((bright > 40) & (bright < 216)).all(axis=1)
    # A column stands where its row, less the drift of that row, is: q = p - drift[q].
    slope = (truth["drift"][-1] - truth["drift"][0]) / (len(truth["drift"]) - 1)
    rows = bright[:, 0] / (1 + slope[0])
    seen = np.stack([rows, bright[:, 1] - slope[1] * rows], 1)
    for vector in truth["cell"]:
        for place in seen[inside]:
            assert np.linalg.norm(seen - place - vector, axis=1).min() < 1e-6
    # The drift, 1 and 2 pixels in 100 rows, changes area and angle by as much.
    assert abs(np.linalg.det(truth["cell"])) == pytest.approx(20 * 20 * np.sqrt(2) / 1.010)
