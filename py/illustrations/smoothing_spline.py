"""Noisy samples with a curve through them and a smoothing spline; and a surface from scattered points."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy.interpolate import griddata, make_interp_spline, make_smoothing_spline

import samples
from illustrations._writing import label, show
from illustrations.canvas import BLUE, ORANGE, SOFT, TEXT, bare, figure


def draw() -> Figure:
    """Draw a row of counts with both curves, and 250 points of an image with the surface through them."""
    counts = samples.make("haadf-lattice").image[60, 40:80].astype(float)
    x, fine = np.arange(counts.size), np.linspace(0, counts.size - 1, 800)
    made, axes = figure(1080, 360, 1, 3, width_ratios=(1.7, 1, 1))
    ax = label(axes[0, 0], "pixel", "electrons")
    ax.plot(fine, make_interp_spline(x, counts, 3)(fine), color=SOFT, linewidth=2)
    ax.plot(fine, make_smoothing_spline(x, counts, lam=2.0)(fine), color=BLUE, linewidth=4)
    ax.plot(x, counts, "o", color=ORANGE, markersize=7)
    ax.set_title("smoothing", fontsize=TEXT, fontweight="bold")
    image = samples.make("edx-haadf").image.astype(float)
    n = image.shape[0]
    places = np.random.default_rng(4).uniform(0, n - 1, (400, 2))
    values = image[tuple(np.rint(places).astype(int).T)]
    bare(axes[0, 1], (0, n - 1, n - 1, 0)).set_title("400 points", fontsize=TEXT, fontweight="bold")
    axes[0, 1].scatter(places[:, 1], places[:, 0], c=values, s=26, cmap="viridis", clip_on=False)
    at = np.mgrid[:n:4, :n:4].reshape(2, -1).T
    surface = griddata(places, values, at, "linear", fill_value=values.min()).reshape(len(range(0, n, 4)), -1)
    show(axes[0, 2], surface, "surface", cmap="viridis")
    return made
