"""A picture of 3 x 4 pixels, unrolled by rows and by columns; pixel [1, 2] stands at 6 and at 7."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import cells, word
from illustrations.canvas import BLUE, INK, SOFT, bare, figure

ROWS, COLUMNS, MARKED = 3, 4, (1, 2)


def draw() -> Figure:
    """Draw the grid on the left and both strips on the right."""
    made, axes = figure(1136, 272, 1, 2, width_ratios=(1, 2.75))
    values = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS) + 10
    marked = values == values[MARKED]
    grid = bare(axes[0, 0], (-1.2, COLUMNS + 0.1, -1.1, ROWS + 1.1))
    cells(grid, values, marked, at=(0, ROWS))
    for column in range(COLUMNS):
        word(grid, column + 0.5, ROWS + 0.45, str(column), SOFT)
    for row in range(ROWS):
        word(grid, -0.5, ROWS - row - 0.54, str(row), SOFT)
    strips = bare(axes[0, 1], (-0.2, 12.2, -2.4, 3.1))
    for y, order, name in ((1.2, "C", "by rows: offset = row × 4 + column"),
                           (-1.5, "F", "by columns: offset = column × 3 + row")):
        strip = values.ravel(order)
        there = marked.ravel(order)
        cells(strips, strip[None], there[None], at=(0, y + 1))
        word(strips, 0, y + 1.4, name, BLUE, ha="left")
        for offset in range(strip.size):
            word(strips, offset + 0.5, y - 0.4, str(offset), INK if there[offset] else SOFT,
                 fontweight="bold" if there[offset] else "normal")
    return made
