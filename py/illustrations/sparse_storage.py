"""A few counts among zeros, the list that holds them, and when such a list is smaller than the image."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._marks import cells, title, word
from illustrations.canvas import BLUE, INK, ORANGE, SOFT, bare, figure

#: Bytes of a listed count: two coordinates of 2 bytes, one value of 1; and of a pixel.
LISTED, PIXEL = 5, 1


def draw() -> Figure:
    """Draw a corner of the X-ray map, its triplets, and bytes against filling."""
    made, axes = figure(1136, 310, 1, 3, width_ratios=(1, 0.8, 1.35))
    counts = samples.make("edx-gold").image
    part = counts[16:24, 28:36]
    grid = title(bare(axes[0, 0], (-0.05, 8.05, -0.05, 8.05)), "dense: 64 values")
    cells(grid, part, part > 0, at=(0, 8))
    rows, columns = np.nonzero(part)
    listing = title(bare(axes[0, 1], (0, 6, -0.05, 8.05)), f"sparse: {rows.size} triplets")
    for place, name in enumerate(("row", "col", "n")):
        word(listing, 1 + 2 * place, 7.5, name, SOFT)
        for number, triplet in enumerate(zip(rows, columns, part[rows, columns], strict=True)):
            if number < 7:
                word(listing, 1 + 2 * place, 6.5 - number, str(triplet[place]), ORANGE if place == 2 else INK)
    ax = axes[0, 2]
    filling = np.linspace(0, 0.4, 50)
    ax.plot(100 * filling, LISTED * filling, color=ORANGE, linewidth=3)
    ax.axhline(PIXEL, color=BLUE, linewidth=3)
    here = np.count_nonzero(counts) / counts.size
    ax.plot(100 * here, LISTED * here, "o", color=ORANGE, markersize=12)
    word(ax, 100 * here + 1.2, LISTED * here - 0.08, f"this map, {100 * here:.0f} %", ORANGE, ha="left",
         va="top")
    word(ax, 38, 1.1, "dense", BLUE, ha="right")
    word(ax, 33, 1.75, "list", ORANGE, ha="right")
    ax.set_xlabel("pixels that are not zero / %")
    ax.set_xticks([0, 10, 20, 30, 40])
    ax.set_yticks([0, 1, 2])
    title(ax, "bytes per pixel")
    return made
