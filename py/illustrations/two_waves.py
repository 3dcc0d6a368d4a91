"""The middle of a Fourier transform with two points marked, the wave of each, and a sum of many."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._writing import show
from illustrations.canvas import TEXT, figure

PICKED = {"A": (2, 17), "B": (-10, 1)}
REACH, COUNT = 24, 400
COLOURS = {"A": "#56b4e9", "B": "#ffb000"}


def draw() -> Figure:
    """Draw the middle of the transform, both waves, and the sum of the strongest waves."""
    image = samples.make("tiles").image[:256, :256].astype(float)
    plane = np.fft.fft2(image)
    middle = np.log10(np.abs(np.fft.fftshift(plane)) + 1)
    middle = middle[tuple(slice(n // 2 - REACH, n // 2 + REACH + 1) for n in image.shape)]
    made, axes = figure(1080, 310, 1, 4)
    show(axes[0, 0], middle, "transform")
    for ax, (name, (down, across)) in zip(axes[0, 1:], PICKED.items(), strict=False):
        alone = np.zeros_like(plane)
        for sign in (1, -1):
            alone[sign * down, sign * across] = plane[sign * down, sign * across]
            place = (REACH + sign * across, REACH + sign * down)
            axes[0, 0].plot(*place, "o", markersize=20, markerfacecolor="none", markeredgewidth=3,
                            color=COLOURS[name])
            axes[0, 0].annotate(name, place, (11, 3), textcoords="offset points", fontsize=TEXT,
                                fontweight="bold", color=COLOURS[name])
        show(ax, np.fft.ifft2(alone).real, f"wave {name}")
    least = np.sort(np.abs(plane), axis=None)[-COUNT]
    show(axes[0, 3], np.fft.ifft2(np.where(np.abs(plane) >= least, plane, 0)).real, f"{COUNT} points")
    return made
