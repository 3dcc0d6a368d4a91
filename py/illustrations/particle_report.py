"""What a viewer with measurements gives: outlined particles, some numbered, a table, and their diameters."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._marks import title, word
from illustrations.canvas import BLUE, ORANGE, SOFT, bare, figure, picture
from imaging import regions, smoothing, thresholding


def draw() -> Figure:
    """Smooth, threshold, label and measure the gold particles."""
    made, axes = figure(1136, 345, 1, 3, width_ratios=(1, 0.95, 1.15))
    sample = samples.make("nanoparticles")
    smooth = smoothing.gaussian_blur(sample.image.astype(float), 1.5)
    counted = thresholding.histogram(smooth)
    level = thresholding.otsu_threshold(counted.counts, counted.centres)
    labels = regions.clear_border(regions.remove_small(regions.label_regions(smooth < level), 30))
    table = regions.measure(labels, sample.image, sample.pixel_size)
    ax = picture(axes[0, 0], sample.image)
    ax.contour(labels > 0, [0.5], colors="#e69f00", linewidths=1.6)
    listed = np.argsort(-table["area"])[:6]
    sheet = title(bare(axes[0, 1], (0, 8, 0, 8)), f"largest of {len(table['area'])}")
    for x, name in ((0.7, "n"), (3.2, "area/nm²"), (6.6, "mean")):
        word(sheet, x, 7.3, name, SOFT)
    for number, region in enumerate(listed, 1):
        word(ax, table["centroid_column"][region], table["centroid_row"][region], str(number), "#ffffff")
        for x, text in ((0.7, str(number)), (3.2, f"{table['area'][region]:.0f}"),
                        (6.6, f"{table['mean_intensity'][region]:.0f}")):
            word(sheet, x, 7.3 - 1.05 * number, text)
    ax = title(axes[0, 2], "diameters")
    ax.hist(table["equivalent_diameter"], np.arange(0, 24, 2), color=BLUE, edgecolor="none", rwidth=0.9)
    ax.axvline(np.median(table["equivalent_diameter"]), color=ORANGE, linewidth=3, linestyle="--")
    ax.set_yticks([0, 5, 10])
    ax.set_xlabel("nm")
    ax.set_ylabel("particles")
    return made

