"""Discs against their definition."""
import numpy as np
import pytest

from imaging.discs import covered, magnified


def distances(shape, row, column):
    """Return the distance of a point from the centre of each pixel."""
    return np.hypot(*(np.add(n, 0.5) - at for n, at in zip(np.ogrid[: shape[0], : shape[1]], (row, column),
                                                           strict=True)))


@pytest.mark.parametrize("shape", [(40, 30), (1, 50), (50, 1), (7, 3), (1, 1)])
@pytest.mark.parametrize("largest", [0.4, 3.0, 20.0])
def test_a_pixel_is_covered_if_its_centre_lies_in_a_disc(shape, largest):
    rng = np.random.default_rng(3)
    places = (rng.random((2, 25)).T * shape).T.astype(np.float32)
    radius = (largest * rng.random(25)).astype(np.float32)
    inside = np.zeros(shape, bool)
    turns = [range(-int(20 / n) - 2, int(20 / n) + 3) for n in shape]
    for row, column, size in zip(*places, radius, strict=True):
        for down in turns[0]:
            for across in turns[1]:
                inside |= distances(shape, row + down * shape[0], column + across * shape[1]) <= size
    np.testing.assert_array_equal(covered(*places, radius, shape), inside)


def test_the_film_may_end_at_its_edge():
    rng = np.random.default_rng(4)
    row, column = rng.uniform(-10, 40, (2, 60)).astype(np.float32)
    radius = rng.uniform(0.1, 8, 60).astype(np.float32)
    inside = np.any([distances((30, 25), *disc) <= size for *disc, size in
                     zip(row, column, radius, strict=True)], axis=0)
    np.testing.assert_array_equal(covered(row, column, radius, (30, 25), around=False), inside)


def test_a_part_magnified_has_its_pixels_between_those_of_the_film():
    rng = np.random.default_rng(5)
    row, column = rng.uniform(0, 60, (2, 80)).astype(np.float32)
    radius = rng.uniform(0.5, 4, 80).astype(np.float32)
    film = covered(row, column, radius, (60, 60), around=False)
    larger = magnified(row, column, radius, (20, 10), (8, 12), 5)
    assert larger.shape == (40, 60)
    # The middle one of 5 x 5 has the centre that the pixel of the film has.
    np.testing.assert_array_equal(larger[2::5, 2::5], film[20:28, 10:22])


def test_no_grains():
    none = np.zeros(0, np.float32)
    assert not covered(none, none, none, (5, 6)).any()
