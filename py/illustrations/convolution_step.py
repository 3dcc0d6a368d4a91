"""One step of a convolution: neighbourhood, turned kernel, products, sum."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import signal

from illustrations._shared import cells, frame
from illustrations.canvas import BLUE, ORANGE, PAPER, SOFT, figure

IMAGE = np.array([[1, 1, 2, 7, 8], [1, 2, 6, 8, 9], [1, 3, 7, 9, 9], [2, 6, 8, 9, 8], [3, 7, 9, 8, 9]])
KERNEL = np.array([[0, 0, 0], [1, 0, -1], [0, 0, 0]])
AT = (2, 1)


def draw() -> Figure:
    """Draw the step at one pixel with zeros round the image, and the whole result."""
    around = np.pad(IMAGE, 1)[AT[0] : AT[0] + 3, AT[1] : AT[1] + 3]
    turned = KERNEL[::-1, ::-1]
    result = signal.convolve2d(IMAGE, KERNEL, mode="same")
    assert (around * turned).sum() == result[AT]
    colours = np.full(result.shape, PAPER, dtype=object)
    colours[AT] = ORANGE
    made, (axes,) = figure(1136, 320, 1, 4, width_ratios=[5, 3, 3, 5])
    shown = [("Image", IMAGE, None), ("Kernel, turned", turned, None), ("Products", around * turned, None),
             ("Result", result, colours)]
    for ax, (title, values, colour) in zip(axes, shown, strict=True):
        cells(ax, [[str(v).replace("-", "−") for v in line] for line in values], colour)
        ax.set_title(title)
    frame(axes[0], AT[0] - 1, AT[1] - 1, 3, 3, BLUE)
    for ax, sign in zip(axes[1:], "×=Σ", strict=True):
        ax.text(-0.06, 0.5, sign, transform=ax.transAxes, ha="right", va="center", fontsize=34, color=SOFT)
    return made
