"""A template at three places of an image, and how well it correlates with what lies under it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from skimage.feature import match_template

import samples
from illustrations._shared import frame
from illustrations.canvas import BLUE, GREEN, ORANGE, figure, picture

SIDE = 19


def draw() -> Figure:
    """Draw the image with three frames, and the piece under each with its correlation with the template."""
    sample = samples.make("haadf-lattice", dose=200)
    image = sample.image[60:160, 60:160].astype(float)
    template = image[14 : 14 + SIDE, 12 : 12 + SIDE]
    made, (axes,) = figure(1136, 340, 1, 5, width_ratios=[2, 1, 1, 1, 1])
    picture(axes[0], image, "Image", vmin=0, vmax=240)
    picture(axes[1], template, "Template", vmin=0, vmax=240)
    score = match_template(image, template)
    score[:40] = score[:, :8] = score[:, -8:] = 0
    best, worst = (np.unravel_index(found, score.shape) for found in (score.argmax(), score.argmin()))
    places = {BLUE: best, ORANGE: (best[0], best[1] + 4), GREEN: worst}
    for ax, (colour, (top, left)) in zip(axes[2:], places.items(), strict=True):
        piece = image[top : top + SIDE, left : left + SIDE]
        value = np.corrcoef(piece.ravel(), template.ravel())[0, 1]
        frame(axes[0], top, left, SIDE, SIDE, colour)
        picture(ax, piece, f"{value:.2f}".replace("-", "−"), vmin=0, vmax=240)
        frame(ax, 0, 0, SIDE, SIDE, colour)
        ax.set(xlim=(-1, SIDE), ylim=(SIDE, -1))
    return made
