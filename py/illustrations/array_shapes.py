"""Kinds of image data as stacks of sheets, with the shape of their arrays and the bytes that these take."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import box, title, word
from illustrations.canvas import BLUE, FILL, ORANGE, SOFT, bare, figure

#: Name, shape, type of number, and sheets drawn: (behind each other, across, down).
KINDS = (
    ("frame", (2048, 2048), "uint16", (1, 1, 1)),
    ("colour", (1080, 1920, 3), "uint8", (3, 1, 1)),
    ("time series", (100, 2048, 2048), "uint16", (6, 1, 1)),
    ("spectrum image", (256, 256, 2048), "uint16", (14, 1, 1)),
    ("4D-STEM", (256, 256, 256, 256), "uint16", (1, 4, 4)),
)


def size(shape: tuple[int, ...], kind: str) -> str:
    """Return the bytes of an array in words."""
    count = math.prod(shape) * np.dtype(kind).itemsize
    return f"{count / 2**30:.3g} GiB" if count >= 2**30 else f"{count / 2**20:.3g} MiB"


def draw() -> Figure:
    """Draw one kind in each column."""
    made, axes = figure(1136, 325, 1, len(KINDS))
    for ax, (name, shape, kind, (behind, across, down)) in zip(axes[0], KINDS, strict=True):
        title(bare(ax, (-0.35, 4.45, -2.6, 4.2)), name)
        step = 1.0 / max(behind, 3)
        for sheet in reversed(range(behind if across == 1 else 0)):
            box(ax, step * sheet, step * sheet, 2.9, 2.9, FILL, BLUE)
        if across > 1:
            for row in range(down):
                for column in range(across):
                    box(ax, column * 1.0, row * 1.0, 0.8, 0.8, FILL, BLUE)
                    box(ax, column + 0.28, row + 0.28, 0.24, 0.24, BLUE, BLUE)
        words = [str(n) for n in shape]
        word(ax, 2.0, -0.75, " × ".join(words[:2]) if len(words) < 4 else " × ".join(words[:2]) + " ×")
        word(ax, 2.0, -1.5, {2: "", 3: "× " + words[-1]}.get(len(words), " × ".join(words[2:])))
        large = math.prod(shape) > 1e9
        word(ax, 2.0, -2.25, f"{kind}: {size(shape, kind)}", ORANGE if large else SOFT, fontsize=20)
    return made
