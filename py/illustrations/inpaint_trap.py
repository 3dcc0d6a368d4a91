"""Inpainting invents an atom: graphene with a vacancy that lies under the mask."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage, signal

import samples
from illustrations._shared import frame, row
from illustrations.canvas import ORANGE

SIDE, BORDER = 21, 9


def draw() -> Figure:
    """Draw the image with the mask, the mask filled from the most similar place, and what was there."""
    sample = samples.make("graphene", dose=400)
    image = ndimage.gaussian_filter(sample.image.astype(float), 1)
    top, left = (int(round(v)) - SIDE // 2 for v in sample.truth["vacancy"])
    whole = SIDE + 2 * BORDER
    known = np.ones((whole, whole), bool)
    known[BORDER:-BORDER, BORDER:-BORDER] = False
    patches = np.lib.stride_tricks.sliding_window_view(image, (whole, whole))
    at = (top - BORDER, left - BORDER)
    cross = signal.correlate(image, np.where(known, patches[at], 0), "valid")
    distance = signal.correlate(image**2, known.astype(float), "valid") - 2 * cross  # and a constant
    row_index, column = np.indices(distance.shape)
    distance[np.hypot(row_index - at[0], column - at[1]) < whole] = np.inf
    best = patches[np.unravel_index(distance.argmin(), distance.shape)]
    hidden, guess = image.copy(), image.copy()
    hole = (slice(top, top + SIDE), slice(left, left + SIDE))
    hidden[hole] = np.nan
    guess[hole] = best[BORDER:-BORDER, BORDER:-BORDER]
    part = (slice(top - 30, top + SIDE + 30), slice(left - 30, left + SIDE + 30))
    shown = {"Masked": hidden, "Filled, plausibly": guess, "What was there": image}
    made, axes = row({title: whole[part] for title, whole in shown.items()}, 960)
    for ax in axes:
        frame(ax, 30, 30, SIDE, SIDE, ORANGE)
    return made
