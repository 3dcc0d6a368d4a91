"""4D-STEM: the mean frame, two virtual detectors and the images that they give, and the beam's shift."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from illustrations._marks import title
from illustrations._recordings import scanned_frames
from illustrations.canvas import figure, picture

#: Radii of the disc and of the ring in pixels of a frame; drawn on data, so in colours of their own.
DISC, RING, BRIGHT, ANNULAR = 8.0, (9.5, 14.0), "#56b4e9", "#e69f00"


def draw() -> Figure:
    """Sum the frames over each detector, and find the centre of mass of the direct beam."""
    made, axes = figure(1136, 304, 1, 4)
    made.set_layout_engine("compressed")
    scan = scanned_frames(dose=1000).astype(float)
    offsets = np.arange(scan.shape[2]) - (scan.shape[2] - 1) / 2
    row, column = np.meshgrid(offsets, offsets, indexing="ij")
    radius = np.hypot(row, column)
    disc, ring = radius < DISC + 2, (radius >= RING[0]) & (radius < RING[1])
    ax = title(picture(axes[0, 0], np.log1p(scan.mean(axis=(0, 1)))), "mean frame")
    middle = (scan.shape[2] - 1) / 2
    for edge, colour in ((DISC, BRIGHT), (RING[0], ANNULAR), (RING[1], ANNULAR)):
        ax.add_patch(Circle((middle, middle), edge, fill=False, edgecolor=colour, linewidth=3))
    title(picture(axes[0, 1], np.tensordot(scan, radius < DISC)), "disc: bright field")
    title(picture(axes[0, 2], np.tensordot(scan, ring)), "ring: dark field")
    beam = scan * disc
    down, across = (np.tensordot(beam, along) / beam.sum(axis=(2, 3)) for along in (row, column))
    ax = title(picture(axes[0, 3], np.hypot(down, across), cmap="gray"), "shift of the beam")
    step = np.s_[1::3, 1::3]
    y, x = np.mgrid[: len(scan), : len(scan)]
    ax.quiver(x[step], y[step], across[step], down[step], color=ANNULAR, angles="xy",
              scale_units="xy", scale=0.33, width=0.015)
    return made
