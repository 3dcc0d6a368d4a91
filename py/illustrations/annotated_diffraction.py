"""A diffraction pattern with its spots marked, the lattice that fits them, and a scale bar."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage
from skimage.feature import peak_local_max

import samples
from illustrations._marks import word
from illustrations.canvas import figure

#: Drawn on dark data, so in colours of their own.
MARK, ARROW = "#e69f00", "#56b4e9"


def draw() -> Figure:
    """Find the spots, fit two lattice vectors to them by least squares, and annotate."""
    made, axes = figure(470, 470)
    sample = samples.make("diffraction")
    shown = np.log1p(sample.image.astype(float))[96:416, 96:416]
    smooth = ndimage.gaussian_filter(shown, 3)
    peaks = peak_local_max(smooth, min_distance=18, threshold_rel=0.25, num_peaks=25)
    centre = peaks[np.argmin(np.hypot(*(peaks - 160).T))].astype(float)
    offsets = peaks - centre
    near = offsets[np.argsort(np.hypot(*offsets.T))[1:5]].astype(float)
    first = near[0]
    second = near[np.argmin(abs(near @ first))]
    indices = np.rint(offsets @ np.linalg.inv(np.stack([first, second])))
    design = np.column_stack([indices, np.ones(len(indices))])
    lattice = np.linalg.lstsq(design, peaks.astype(float), rcond=None)[0]
    ax = axes[0, 0]
    ax.imshow(shown, cmap="gray")
    ax.set_axis_off()
    ax.scatter(peaks[:, 1], peaks[:, 0], s=420, facecolors="none", edgecolors=MARK, linewidths=2)
    origin = lattice[2]
    for vector, name in zip(lattice[:2], ("g₁", "g₂"), strict=True):
        tip = origin + vector
        ax.annotate("", tip[::-1], origin[::-1],
                    arrowprops={"arrowstyle": "-|>", "color": ARROW, "linewidth": 3})
        word(ax, *(origin + 1.45 * vector)[::-1], name, ARROW)
    length = 5 / sample.pixel_size
    ax.plot([16, 16 + length], [306, 306], color="#ffffff", linewidth=6, solid_capstyle="butt")
    word(ax, 16 + length / 2, 290, f"5 {sample.unit}", "#ffffff")
    return made
