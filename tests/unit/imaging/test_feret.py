import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as hnp
from scipy import ndimage
from scipy.spatial.distance import pdist

from imaging.feret import feret_diameters


def by_all_pairs(mask):
    """Return the greatest distance between middles of pixel edges."""
    pixels = np.argwhere(mask)
    edges = np.concatenate([pixels + offset for offset in [(0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)]])
    return pdist(edges).max()


@given(hnp.arrays(bool, hnp.array_shapes(min_dims=2, max_dims=2, max_side=14)))
def test_it_is_the_greatest_distance_of_edge_middles(mask):
    labels, count = ndimage.label(mask)
    expected = [by_all_pairs(labels == number) for number in range(1, count + 1)]
    measured = feret_diameters(labels)
    assert measured.shape == (count,)
    np.testing.assert_allclose(measured, expected, rtol=4e-5)
    assert (measured <= np.array(expected) * (1 + 1e-12)).all()


@pytest.mark.parametrize(("shape", "diameter"), [((1, 1), 1), ((1, 7), 7), ((7, 1), 7), ((4, 4), 5)])
def test_rectangles(shape, diameter):
    # In a square of 4, the farthest edge middles are 4 along one axis and 3 along the other apart.
    assert feret_diameters(np.ones(shape, int)) == pytest.approx([diameter], rel=4e-5)


def test_a_disc_has_its_diameter():
    row, column = np.mgrid[:101, :101]
    disc = np.hypot(row - 50, column - 50) <= 40
    assert feret_diameters(disc.astype(int)) == pytest.approx([81], abs=0.1)


def test_labels_that_do_not_occur_are_zero():
    np.testing.assert_array_equal(feret_diameters(np.array([[0, 3]])), [0, 0, 1])
    assert len(feret_diameters(np.zeros((2, 2), int))) == 0
