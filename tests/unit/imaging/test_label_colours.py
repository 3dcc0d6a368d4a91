import itertools

import numpy as np

import samples
from imaging.label_colours import CELL, PALETTE, label_colours
from imaging.regions import label_regions


def test_background_is_transparent_and_regions_are_opaque():
    labels = label_regions(samples.make("nanoparticles").truth["mask"])
    colours = label_colours(labels)
    assert colours.shape == (labels.max() + 1, 4)
    assert colours.dtype == np.uint8
    assert not colours[0].any()
    assert (colours[1:, 3] == 255).all()
    assert {tuple(colour) for colour in colours[1:, :3]} <= {tuple(colour) for colour in PALETTE}


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
    grid = label_colours(labels)[1:].reshape(5, 5, 4).astype(int)
    for down, across in [(0, 1), (1, 0), (1, 1), (1, -1)]:
        shifted = np.roll(grid, (-down, -across), axis=(0, 1))
        differs = (grid != shifted).any(axis=2)
        assert differs[: 5 - down, 1 if across < 0 else 0 : 5 - max(across, 0)].all()


def test_nothing_labelled():
    np.testing.assert_array_equal(label_colours(np.zeros((3, 3), int)), [[0, 0, 0, 0]])
