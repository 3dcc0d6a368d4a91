"""Five automatic thresholds in the histogram of one micrograph."""

from __future__ import annotations

from matplotlib.figure import Figure
from skimage import filters

import samples
from illustrations.canvas import BLUE, GREEN, INK, ORANGE, PURPLE, SOFT, figure

METHODS = {"Otsu": (filters.threshold_otsu, ORANGE), "Li": (filters.threshold_li, BLUE),
           "Yen": (filters.threshold_yen, GREEN), "triangle": (filters.threshold_triangle, PURPLE),
           "mean": (filters.threshold_mean, INK)}


def draw() -> Figure:
    """Draw the histogram, and a line with its name and the dark area for each method."""
    image = samples.make("nanoparticles").image
    made, axes = figure(640, 430)
    ax = axes[0, 0]
    ax.hist(image.ravel(), bins=85, range=(75, 415), color=SOFT, alpha=0.5)
    cuts = sorted((float(method(image)), name, colour) for name, (method, colour) in METHODS.items())
    for number, (cut, name, colour) in enumerate(cuts):
        height = 0.5 + 0.1 * number
        ax.axvline(cut, 0, height, color=colour)
        ax.annotate(f"{name} {(image <= cut).mean():.0%}", (cut, height), (-8, 0), color=colour, ha="right",
                    va="top", xycoords=("data", "axes fraction"), textcoords="offset points")
    ax.set(xlabel="electrons per pixel", yticks=[], xlim=(75, 415))
    ax.set_ylabel("pixels")
    return made
