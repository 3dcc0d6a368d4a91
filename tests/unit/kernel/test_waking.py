"""After a snapshot: the self-test sees wrong results, and random numbers do not repeat."""

import random

import numpy as np
import pytest
from scipy import ndimage

from kernel import waking


def test_it_passes_where_all_is_well_and_random_numbers_go_on():
    states = []
    for _ in range(2):
        random.seed(1)
        np.random.seed(1)  # noqa: NPY002
        waking.wake()
        states.append((random.random(), np.random.random()))  # noqa: NPY002
    assert states[0][0] != states[1][0]
    assert states[0][1] != states[1][1]


def test_a_wrong_transform_is_seen(monkeypatch):
    monkeypatch.setattr(np.fft, "rfft2", lambda image: np.zeros((8, 9)))
    with pytest.raises(RuntimeError, match="Fourier"):
        waking.wake()


def test_a_wrong_labelling_is_seen(monkeypatch):
    monkeypatch.setattr(ndimage, "label", lambda mask: (np.zeros((5, 5), int), 2))
    with pytest.raises(RuntimeError, match="labelling"):
        waking.wake()
