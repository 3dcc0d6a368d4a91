"""Tomography of one slice: its projections, and reconstructions from all tilts and from a limited range."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from skimage.transform import iradon, radon

import samples
from illustrations._shared import row

SIDE = 128


def draw() -> Figure:
    """Draw the slice, its projections from -60 to 60 degrees, and two reconstructions."""
    mask = samples.make("nanoparticles").truth["mask"][100:356:2, 20:276:2].astype(float)
    y, x = np.mgrid[:SIDE, :SIDE] - SIDE / 2 + 0.5
    slice_ = np.where(np.hypot(x, y) < 0.45 * SIDE, mask, 0)
    wide, narrow = np.arange(-90, 90, 2.0), np.arange(-60, 61, 2.0)
    views = radon(slice_, narrow)
    made, axes = row({"Slice": slice_, "Projections": np.kron(views, np.ones((1, 2))),
                      "All tilts": iradon(radon(slice_, wide), wide), "−60° to 60°": iradon(views, narrow)})
    for ax in axes[2:]:
        ax.images[0].set_clim(-0.1, 1)
    return made
