"""Colours for labelled regions."""

from __future__ import annotations

import numpy as np

#: Okabe and Ito's colours that people with any kind of colour vision tell apart, without the black.
PALETTE = np.array(
    [
        (230, 159, 0),  # orange
        (86, 180, 233),  # sky blue
        (0, 158, 115),  # bluish green
        (240, 228, 66),  # yellow
        (0, 114, 178),  # blue
        (213, 94, 0),  # vermilion
        (204, 121, 167),  # reddish purple
    ],
    np.uint8,
)

#: Edge in pixels of the cells over which colours change.
CELL = 16


def label_colours(labels: np.ndarray) -> np.ndarray:
    """Return which colour of `PALETTE` each label has.

    A region's colour hangs on where its centre of mass lies, not on its number: when a threshold moves and
    regions are numbered anew, each keeps its colour. The frame is divided into cells; regions with centres in
    adjacent cells, also diagonally, differ.

    Parameters
    ----------
    labels : numpy.ndarray of int
        Shape (rows, columns), 0 is background.

    Returns
    -------
    numpy.ndarray of uint8
        Shape (regions + 1,): 1 to 7 for the first to the last colour, 0 for label 0, the background.
        ``label_colours(labels)[labels]`` is a picture for a colour scale that begins with transparency.

    References
    ----------
    B. Wong, Points of view: Color blindness, Nature Methods 8 (2011) 441, https://doi.org/10.1038/nmeth.1618
    """
    where = np.flatnonzero(labels)
    label = labels.ravel()[where]
    count = np.maximum(np.bincount(label, minlength=1), 1)
    row, column = (np.bincount(label, axis, 1) / count for axis in np.divmod(where, labels.shape[1]))
    # Steps of 3 down and 1 across: all eight neighbours of a cell are another number modulo 7.
    colours = (3 * (row // CELL) + column // CELL) % len(PALETTE) + 1
    colours[0] = 0
    return colours.astype(np.uint8)
