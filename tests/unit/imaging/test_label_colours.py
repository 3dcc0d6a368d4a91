import itertools

import numpy as np
from scipy import ndimage

import samples
from imaging.label_colours import CELL, PALETTE, label_colours
from imaging.regions import label_regions


def test_background_is_none_of_the_colours_and_regions_have_one_each():
    labels = label_regions(samples.make("nanoparticles").truth["mask"])
    colours = label_colours(labels)
    assert colours.shape == (labels.max() + 1,)
    assert colours.dtype == np.uint8
    assert colours[0] == 0
    assert 1 <= colours[1:].min() <= colours[1:].max() <= len(PALETTE)


def test_the_centre_of_mass_says_which():
    labels = label_regions(samples.make("nanoparticles").truth["mask"])
    centres = ndimage.center_of_mass(labels > 0, labels, range(1, labels.max() + 1))
    expected = [(3 * int(row / CELL) + int(column / CELL)) % 7 + 1 for row, column in centres]
    np.testing.assert_array_equal(label_colours(labels)[1:], expected)


def test_colours_do_not_hang_on_numbers():
    labels = label_regions(samples.make("nanoparticles").truth["mask"])
    number = np.append(0, np.random.default_rng(0).permutation(labels.max()) + 1)
    relabelled = number[labels]
    np.testing.assert_array_equal(label_colours(labels)[labels], label_colours(relabelled)[relabelled])


def test_a_region_keeps_its_colour_when_others_go():
    labels = label_regions(samples.make("nanoparticles").truth["mask"])
    fewer = np.where(labels % 2 == 0, labels, 0)
    np.testing.assert_array_equal(label_colours(fewer)[2::2], label_colours(labels)[2 : fewer.max() + 1 : 2])


def test_neighbouring_cells_differ():
    labels = np.zeros((5 * CELL, 5 * CELL), int)
    middles = CELL // 2 + CELL * np.arange(5)
    for number, (row, column) in enumerate(itertools.product(middles, middles), start=1):
        labels[row, column] = number
    grid = label_colours(labels)[1:].reshape(5, 5)
    for down, across in [(0, 1), (1, 0), (1, 1), (1, -1)]:
        shifted = np.roll(grid, (-down, -across), axis=(0, 1))
        differs = grid != shifted
        assert differs[: 5 - down, 1 if across < 0 else 0 : 5 - max(across, 0)].all()


def test_nothing_labelled():
    np.testing.assert_array_equal(label_colours(np.zeros((3, 3), int)), [0])
