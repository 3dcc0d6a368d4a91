"""Which parts of the memory are touched and fetched for one spectrum, and for one channel, in two layouts."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import box, word
from illustrations.canvas import BLUE, FILL, INK, LINE, ORANGE, PAPER, bare, figure

#: Rows, columns, channels; numbers in the 64 bytes that are fetched at once, 8 bytes each.
ROWS, COLUMNS, CHANNELS, LINE_OF = 3, 3, 8, 8


def touched(order: str, task: str) -> np.ndarray:
    """Return the offsets that a task reads, in an array stored (y, x, E) or (E, y, x)."""
    shape = (ROWS, COLUMNS, CHANNELS) if order == "(y, x, E)" else (CHANNELS, ROWS, COLUMNS)
    offsets = np.arange(np.prod(shape)).reshape(shape)
    by_place = offsets if order == "(y, x, E)" else np.moveaxis(offsets, 0, -1)
    return (by_place[1, 1] if task == "one spectrum" else by_place[:, :, 4]).ravel()


def draw() -> Figure:
    """Draw a strip of memory for each layout and task."""
    made, axes = figure(1136, 362)
    ax = bare(axes[0, 0])
    count = ROWS * COLUMNS * CHANNELS
    ax.set_xlim(-0.3, count + 0.3)
    ax.set_ylim(-1.1, 11.5)
    y = 9.0
    for order in ("(y, x, E)", "(E, y, x)"):
        for task, colour in (("one spectrum", BLUE), ("one channel", ORANGE)):
            used = touched(order, task)
            lines = np.unique(used // LINE_OF)
            for cell in range(count):
                face = colour if cell in used else FILL if cell // LINE_OF in lines else PAPER
                box(ax, cell, y, 1, 1.1, face, LINE, linewidth=1)
            for line in lines:
                box(ax, line * LINE_OF, y, LINE_OF, 1.1, "none", INK, linewidth=2)
            word(ax, 0, y + 1.75, f"stored {order}: {task}", colour, ha="left")
            fetched = lines.size * LINE_OF
            word(ax, count, y + 1.75, f"{used.size} of {fetched} fetched are used", INK, ha="right")
            y -= 3.3
    return made
