"""Lightness along three colour maps: viridis rises evenly, hot has two flat parts, jet goes up and down."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._writing import label, write
from illustrations.canvas import INK, bare, figure
from imaging.colour_maps import colour_map
from imaging.srgb import to_lab


def draw() -> Figure:
    """Draw a plot of L* and a bar for each map."""
    made, axes = figure(560, 470, 6, 1, height_ratios=(1.5, 0.55, 1.5, 0.55, 1.5, 0.55))
    value = np.linspace(0, 1, 256)
    for row, name in enumerate(("viridis", "hot", "jet")):
        table = colour_map(name)[:, :3] / 255
        ax = label(axes[2 * row, 0], "", "L*")
        ax.plot(value, to_lab(table)[:, 0], color=INK, linewidth=3)
        ax.set_xlim(0, 1)
        ax.set_ylim(0, 108)
        ax.set_yticks([0, 100])
        ax.set_xticks([])
        write(ax, 0.02, 75, name, fontweight="bold")
        bare(axes[2 * row + 1, 0]).imshow(table[None], aspect="auto")
    return made
