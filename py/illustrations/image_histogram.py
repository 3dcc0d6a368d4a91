"""A bright-field image of particles beside its histogram: two humps, and what they are."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._writing import label, show, write
from illustrations.canvas import BLUE, figure


def draw() -> Figure:
    """Draw image and histogram."""
    sample = samples.make("nanoparticles")
    made, axes = figure(1080, 360, 1, 2, width_ratios=(1, 1.6))
    show(axes[0, 0], sample.image)
    counts, edges = np.histogram(sample.image, bins=np.arange(0, sample.image.max() + 2, 4))
    ax = label(axes[0, 1], "electrons per pixel", "pixels")
    ax.stairs(counts, edges, fill=True, color=BLUE)
    ax.set_ylim(0, 1.25 * counts.max())
    film = edges[np.argmax(counts)]
    write(ax, film, 1.08 * counts.max(), "film", ha="center")
    dark = edges[:-1] < film / 2
    particles = edges[:-1][dark][np.argmax(counts[dark])]
    write(ax, particles, counts[dark].max() + 0.08 * counts.max(), "particles", ha="center")
    return made
