"""Shapes of the data in a U-Net: down to coarse scales, up again, with links across."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from illustrations.canvas import BLUE, GREEN, INK, ORANGE, SOFT, bare, figure

SIDE, CHANNELS, DEPTH = 256, 16, 4


def draw() -> Figure:
    """Draw a bar for each level of both sides: its height is that of the image, its width the channels."""
    made, axes = figure(1100, 362)
    ax = bare(axes[0, 0], (0, 1100, 14, 376))
    for level in range(DEPTH):
        side, channels = SIDE >> level, CHANNELS << level
        high, wide = 0.6 * side, 12 + 0.35 * channels
        for sign in (-1, 1) if level < DEPTH - 1 else (1,):
            x = 550 + sign * (DEPTH - 1 - level) * 165
            y = 250 - 62 * level
            colour = BLUE if sign < 0 else GREEN
            ax.add_patch(Rectangle((x - wide / 2, y - high / 2), wide, high, color=colour))
            ax.text(x, y + high / 2 + 8, f"{side}²", ha="center", va="bottom")
            ax.text(x, y - high / 2 - 8, f"{channels} ch.", ha="center", va="top", color=INK)
            if sign < 0:
                nxt = 550 - (DEPTH - 2 - level) * 165
                arrow(ax, (x + 26, y - 12), (nxt - 34, y - 50), SOFT)
                arrow(ax, (1100 - nxt + 34, y - 50), (1100 - x - 26, y - 12), SOFT)
                arrow(ax, (x + 34, y + 20), (1100 - x - 34, y + 20), ORANGE)
    return made


def arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    """Draw an arrow from one point to another."""
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 3})
