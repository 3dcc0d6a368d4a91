"""One pixel in three systems: rows and columns from 0 and from 1, and (x, y) with the origin below."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import box, title, word
from illustrations.canvas import BLUE, FILL, LINE, ORANGE, SOFT, bare, figure

ROWS, COLUMNS, MARKED = 4, 5, (1, 3)


def draw() -> Figure:
    """Draw the pixel in row 1, column 3 in all three."""
    made, axes = figure(1136, 268, 1, 3)
    arrow = {"arrowstyle": "-|>", "color": BLUE, "linewidth": 3}
    systems = (("Python: image[1, 3]", 0, True), ("MATLAB: image(2, 4)", 1, True),
               ("plot: x = 3, y = 2", 0, False))
    for ax, (name, base, downwards) in zip(axes[0], systems, strict=True):
        title(bare(ax, (-2.1, COLUMNS + 0.3, -1.35, ROWS + 1.35)), name)
        for row, column in np.ndindex(ROWS, COLUMNS):
            box(ax, column, ROWS - 1 - row, face=ORANGE if (row, column) == MARKED else FILL, edge=LINE)
        numbers_at, arrow_at = (ROWS + 0.4, ROWS + 1.15) if downwards else (-0.45, -1.15)
        for column in range(COLUMNS):
            word(ax, column + 0.5, numbers_at, str(column + base), SOFT)
        for row in range(ROWS):
            word(ax, -0.45, (ROWS - 1 - row if downwards else row) + 0.46, str(row + base), SOFT)
        ends = (ROWS, 0) if downwards else (0, ROWS)
        ax.annotate("", (-1.1, ends[1]), (-1.1, ends[0]), arrowprops=arrow)
        ax.annotate("", (COLUMNS, arrow_at), (0, arrow_at), arrowprops=arrow)
        word(ax, -1.7, ROWS / 2, "row" if downwards else "y", BLUE, rotation=90)
    return made
