"""The 512 bits of a small picture, the picture that they hold, and what wrong rules make of the same bits."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import title
from illustrations._recordings import digit
from illustrations.canvas import BLUE, ORANGE, figure, picture


def draw() -> Figure:
    """Draw bits and readings, each from the bits alone."""
    made, axes = figure(1136, 300, 1, 5, width_ratios=(1.9, 1, 1, 1, 1))
    stored = digit().tobytes()
    bits = np.unpackbits(np.frombuffer(stored, np.uint8))
    axes[0, 0].imshow(bits.reshape(8, 64), cmap="gray_r", aspect="auto")
    axes[0, 0].set_axis_off()
    title(axes[0, 0], "64 bytes, 512 bits")
    numbers = np.frombuffer(stored, np.uint8)
    downwards = np.packbits(bits.reshape(8, 64).T)
    readings = (("rows of 8", numbers.reshape(8, 8)), ("rows of 7", numbers[:63].reshape(9, 7)),
                ("4 bits each", np.stack([numbers >> 4, numbers & 15], -1).reshape(8, 16)),
                ("downwards", downwards.reshape(8, 8)))
    for ax, (name, image) in zip(axes[0, 1:], readings, strict=True):
        title(picture(ax, image, aspect="auto"), name, BLUE if name == "rows of 8" else ORANGE)
    return made
