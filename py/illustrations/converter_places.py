"""Where the converter can stand: in each pixel, at the end of each row, one for each zone."""

from __future__ import annotations

from matplotlib.figure import Figure

from illustrations._marks import box, title
from illustrations.canvas import BLUE, FILL, GREEN, LINE, ORANGE, PURPLE, SOFT, bare, figure

SIDE = 6
ZONES = (BLUE, ORANGE, GREEN, PURPLE)


def draw() -> Figure:
    """Draw three sensors; converters are filled with colour."""
    made, axes = figure(1136, 290, 1, 3)
    names = ("one in each pixel", "one for each row", "one for each zone")
    for ax, name in zip(axes[0], names, strict=True):
        title(bare(ax, (-2.4, SIDE + 2.4, -0.3, SIDE + 0.2)), name)
    for row in range(SIDE):
        for column in range(SIDE):
            zone = ZONES[2 * (row // 3) + column // 3]
            for ax in axes[0]:
                box(ax, column, row, face=FILL, edge=zone if ax is axes[0, 2] else LINE)
            box(axes[0, 0], column + 0.55, row + 0.1, 0.35, 0.35, BLUE, BLUE)
        axes[0, 1].annotate("", (SIDE + 0.6, row + 0.5), (0.3, row + 0.5),
                            arrowprops={"arrowstyle": "->", "color": SOFT, "linewidth": 2})
        box(axes[0, 1], SIDE + 0.6, row + 0.2, 0.6, 0.6, BLUE, BLUE)
    for number, (x, y) in enumerate(((-1.4, 1.1), (SIDE + 0.6, 1.1), (-1.4, 4.1), (SIDE + 0.6, 4.1))):
        box(axes[0, 2], x, y, 0.8, 0.8, ZONES[number], ZONES[number])
    return made
