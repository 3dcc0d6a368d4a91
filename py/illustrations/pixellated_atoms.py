"""Columns of atoms in pixels that get coarser from the top to the bottom."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations.canvas import figure

#: Edge of a pixel in each strip, and the side of the picture in fine pixels.
BLOCKS, SIDE = (1, 2, 4, 8), 128


def draw() -> Figure:
    """Draw strips of one image, each the mean over blocks."""
    made, axes = figure(600, 600)
    image = samples.make("haadf-lattice").image[64 : 64 + SIDE, 64 : 64 + SIDE].astype(float)
    strip = SIDE // len(BLOCKS)
    parts = []
    for number, block in enumerate(BLOCKS):
        part = image[number * strip : (number + 1) * strip]
        means = part.reshape(strip // block, block, SIDE // block, block).mean(axis=(1, 3))
        parts.append(np.kron(means, np.ones((block, block))))
    axes[0, 0].imshow(np.concatenate(parts), cmap="gray")
    axes[0, 0].set_axis_off()
    return made
