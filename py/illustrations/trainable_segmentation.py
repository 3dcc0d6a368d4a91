"""Segmentation from examples: four textures, a few labelled pixels, the class of every pixel."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from illustrations._shared import row
from illustrations._textures import SIDE, collage, features
from imaging.label_colours import PALETTE

COLOURS = ListedColormap(PALETTE[[0, 1, 2, 5]] / 255)


def draw() -> Figure:
    """Draw the textures, the strokes, and for each pixel the class whose mean features are nearest."""
    image, truth = collage()
    strokes = np.zeros(truth.shape, bool)
    for i in (0, SIDE):
        for j in (0, SIDE):
            strokes[i + 50 : i + 62, j + 30 : j + 92] = True
    values = features(image)
    means = np.array([values[strokes & (truth == kind)].mean(0) for kind in range(4)])
    spread = np.mean([values[strokes & (truth == kind)].std(0) for kind in range(4)], axis=0)
    found = (((values[:, :, None] - means) / spread) ** 2).sum(-1).argmin(-1)
    right = (found == truth).mean()
    made, axes = row({"Image": image, "Examples": image, f"Result, {right:.0%} right": found}, 960)
    axes[1].imshow(np.where(strokes, truth, np.nan), cmap=COLOURS, vmin=0, vmax=3)
    axes[2].images[0].set(cmap=COLOURS, clim=(0, 3))
    return made
