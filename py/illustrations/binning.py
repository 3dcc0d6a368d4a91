"""A micrograph of few electrons, and its sums over squares of 2 x 2 and 4 x 4 pixels."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from skimage.measure import block_reduce

import samples
from illustrations._shared import row


def draw() -> Figure:
    """Draw the three, each with the ratio of signal to noise of the bare film."""
    sample = samples.make("nanoparticles", dose=6)
    image, expected = sample.image.astype(float), sample.truth["expected"].astype(float)
    film = expected > 4.5
    shown = {}
    for n in (1, 2, 4):
        counts, mean, whole = (block_reduce(a, (n, n), np.sum) for a in (image, expected, film.astype(float)))
        bare = whole == n * n
        ratio = mean[bare].mean() / (counts - mean)[bare].std()
        shown[f"{n} × {n}: SNR {ratio:.1f}"] = counts[96 // n : 288 // n, 96 // n : 288 // n] / n**2
    made, axes = row(shown, 960)
    for ax in axes:
        ax.images[0].set_clim(0, 11)
    return made
