"""Holes of growing size in a lattice, filled by interpolation, and how the error grows with them."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from skimage.restoration import inpaint_biharmonic

import samples
from illustrations.canvas import BLUE, SOFT, figure, picture

SIDES = (1, 3, 5, 9, 15, 21)


def filled(image: np.ndarray, side: int, every: int = 32) -> tuple[np.ndarray, np.ndarray]:
    """Return an image with square holes filled, and the mask of the holes."""
    place = np.arange(image.shape[0]) % every < side
    mask = place[:, None] & place
    return inpaint_biharmonic(image, mask), mask


def draw() -> Figure:
    """Draw the image with small and with large holes filled, and the error over the side of a hole."""
    image = samples.make("haadf-lattice").truth["expected"].astype(float)[32:160, 32:160]
    image = image / image.max()
    made, (axes,) = figure(1136, 350, 1, 4, width_ratios=[1, 1, 1, 1.1])
    errors = []
    for side in SIDES:
        result, mask = filled(image, side)
        errors.append(np.sqrt(np.mean((result - image)[mask] ** 2)) / image.std())
        if side == 15:
            picture(axes[0], np.where(mask, np.nan, image), "Holes of 15 px")
            picture(axes[1], np.clip(result, 0, 1), "Filled")
            picture(axes[2], image, "Truth")
    axes[3].plot(SIDES, errors, "o-", color=BLUE, markersize=9)
    axes[3].axhline(1, color=SOFT, linewidth=2, linestyle=":")
    axes[3].set(xlabel="side / px", title="Error")
    axes[3].set_yticks([0, 1], ["0", "spread"])
    return made
