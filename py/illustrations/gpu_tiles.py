"""How a GPU blurs an image: workgroups of 64 invocations, a tile with a rim, reads for each pixel."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import box, title, word
from illustrations.canvas import BLUE, FILL, GREEN, LINE, ORANGE, PAPER, SOFT, bare, figure

#: Edge of a workgroup in pixels, and of the image in workgroups.
GROUP, GROUPS = 8, 4


def reads(radius: int, shared: bool) -> float:
    """Return how often global memory is read for each pixel of a filter of 2 r + 1 squared pixels."""
    return (GROUP + 2 * radius) ** 2 / GROUP**2 if shared else (2 * radius + 1) ** 2


def draw() -> Figure:
    """Draw image, workgroup and reads."""
    made, axes = figure(1136, 340, 1, 3, width_ratios=(1, 1, 1.1))
    side = GROUP * GROUPS
    grid = title(bare(axes[0, 0], (-0.3, side + 0.3, -0.3, side + 0.3)), f"{GROUPS**2} workgroups")
    for row, column in np.ndindex(GROUPS, GROUPS):
        chosen = (row, column) == (2, 1)
        box(grid, column * GROUP, row * GROUP, GROUP, GROUP, BLUE if chosen else FILL, LINE, linewidth=2)
    tile = title(bare(axes[0, 1], (-1.2, GROUP + 1.2, -1.2, GROUP + 1.2)), "64 invocations, 100 reads")
    for row, column in np.ndindex(GROUP + 2, GROUP + 2):
        inner = 0 < row <= GROUP and 0 < column <= GROUP
        box(tile, column - 1, row - 1, face=BLUE if inner else GREEN, edge=PAPER)
    box(tile, 2, 3, 3, 3, "none", ORANGE, linewidth=5)
    ax = title(axes[0, 2], "reads for each pixel")
    radii = np.array([1, 2, 3])
    for shift, shared, colour in ((-0.2, False, ORANGE), (0.2, True, GREEN)):
        values = [reads(radius, shared) for radius in radii]
        ax.bar(radii + shift, values, 0.36, color=colour)
        for radius, value in zip(radii, values, strict=True):
            word(ax, radius + shift, value + 2.5, f"{value:.3g}", colour)
    word(ax, 0.55, 44, "each reads all", ORANGE, ha="left")
    word(ax, 0.55, 37, "tile is shared", GREEN, ha="left")
    ax.set_xticks(radii, [f"{2 * r + 1} × {2 * r + 1}" for r in radii])
    ax.set_yticks([])
    ax.set_ylim(0, 56)
    ax.tick_params(axis="x", colors=SOFT)
    return made
