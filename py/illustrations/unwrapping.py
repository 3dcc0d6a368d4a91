"""A phase along a line, wrapped and unwrapped, from a dense and from a coarse sampling."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._writing import label
from illustrations.canvas import BLUE, ORANGE, SOFT, TEXT, figure
from imaging.phases import wrapped


def draw() -> Figure:
    """Draw truth, wrapped samples and what unwrapping makes of them."""
    truth = samples.make("hologram").truth
    x = np.arange(512.0)
    bump = np.exp(-((x - truth["centre"][1]) ** 2) / (2 * truth["sigma"] ** 2))
    phase = truth["peak"] * bump + truth["ramp"] * x
    made, axes = figure(1080, 298, 1, 2)
    for ax, step, title in ((axes[0, 0], 8, "sampled every 8 px"), (axes[0, 1], 48, "sampled every 48 px")):
        label(ax, "place in px", "phase in rad")
        ax.set_title(title, fontsize=TEXT, fontweight="bold")
        at, seen = x[::step], wrapped(phase[::step])
        ax.plot(x, phase, color=SOFT, linewidth=2)
        ax.plot(at, seen, "o", color=BLUE, markersize=7)
        ax.plot(at, np.unwrap(seen), "o-", color=ORANGE, markersize=7, linewidth=2)
        ax.set_ylim(-4, 12)
        ax.set_yticks([-np.pi, 0, np.pi, 2 * np.pi, 3 * np.pi], ["−π", "0", "π", "2π", "3π"])
    return made
