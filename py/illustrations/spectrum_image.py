"""A spectrum image: maps of two windows of energy, background subtracted, and the spectra of two places."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations import _recordings
from illustrations._marks import title, word
from illustrations.canvas import BLUE, ORANGE, figure, picture

#: Windows in eV: name, background before the edge, signal behind it, colour, and the place of its name.
WINDOWS = (("carbon", (235, 280), (286, 340), BLUE, 313), ("oxygen", (450, 525), (535, 600), ORANGE, 567))


def net(cube: np.ndarray, energy: np.ndarray, before: tuple[float, float],
        window: tuple[float, float]) -> np.ndarray:
    """Return the counts in a window above a background A E^-3, scaled to what is before the edge."""
    falling = energy**-3.0
    in_window, in_before = ((energy >= low) & (energy < high) for low, high in (window, before))
    share = falling[in_window].sum() / falling[in_before].sum()
    return cube[..., in_window].sum(axis=-1) - share * cube[..., in_before].sum(axis=-1)


def draw() -> Figure:
    """Draw maps and spectra of the simulated recording."""
    made, axes = figure(1136, 345, 1, 3, width_ratios=(1, 1, 1.9))
    cube, energy = _recordings.spectrum_image()
    ax = axes[0, 2]
    for map_axes, (name, before, window, colour, at) in zip(axes[0, :2], WINDOWS, strict=True):
        title(picture(map_axes, net(cube, energy, before, window), cmap="viridis"), name, colour)
        ax.axvspan(*window, color=colour, alpha=0.25, linewidth=0)
        word(ax, at, 13, name[0].upper(), colour)
    for columns, colour in ((np.s_[2:10], BLUE), (np.s_[14:22], ORANGE)):
        ax.plot(energy, cube[:40, columns].mean(axis=(0, 1)), color=colour, linewidth=2.5)
    ax.set_yscale("log")
    ax.set_yticks([1, 10], ["1", "10"])
    ax.minorticks_off()
    ax.set_xlabel("energy loss / eV")
    title(ax, "counts per pixel")
    return made
