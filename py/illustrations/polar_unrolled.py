"""A diffraction pattern, unrolled about its centre and about the centre of the frame."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from skimage.transform import warp_polar

import samples
from illustrations._writing import show
from illustrations.canvas import SOFT, TEXT, figure

RADIUS = 90
OFF = np.array([6.0, -4.0])


def draw() -> Figure:
    """Draw the pattern, and two unrolled ones: direction down, radius to the right."""
    sample = samples.make("diffraction")
    shown = np.log1p(sample.image)
    centre = sample.truth["centre"]
    made, axes = figure(1080, 360, 1, 3)
    near = tuple(slice(int(c) - 110, int(c) + 111) for c in centre)
    show(axes[0, 0], shown[near], "pattern")
    for ax, about, title in ((axes[0, 1], centre, "right centre"),
                             (axes[0, 2], centre + OFF, "7 px beside it")):
        show(ax, warp_polar(shown, about, radius=RADIUS), title, aspect="auto")
        ax.set_axis_on()
        ax.set_xlabel("radius r", fontsize=TEXT)
        ax.set_ylabel("direction θ", fontsize=TEXT)
        ax.set_xticks([])
        ax.set_yticks([])
        for side in ax.spines.values():
            side.set_edgecolor(SOFT)
    return made
