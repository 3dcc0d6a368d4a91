"""Peaks of a noisy trace: the running maximum, candidates, and those that are prominent enough."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage, signal

import samples
from illustrations.canvas import BLUE, ORANGE, SOFT, figure

WINDOW, PROMINENCE = 9, 9


def draw() -> Figure:
    """Draw a line across a lattice, its running maximum and both kinds of peaks."""
    trace = samples.make("drifting-lattice", dose=60).image[38:41].sum(0).astype(float)[:200]
    largest = ndimage.maximum_filter1d(trace, WINDOW)
    candidates = np.flatnonzero(trace == largest)
    smooth = ndimage.gaussian_filter1d(trace, 1.2)
    kept, _ = signal.find_peaks(smooth, prominence=PROMINENCE)
    made, axes = figure(1136, 360)
    ax = axes[0, 0]
    ax.plot(largest, color=SOFT, linewidth=2, drawstyle="steps-mid")
    ax.plot(trace, color=BLUE, linewidth=2.5)
    ax.plot(candidates, trace[candidates], "o", color=SOFT, markersize=9,
            label=f"{candidates.size} candidates")
    ax.plot(kept, trace[kept] + 14, "v", color=ORANGE, markersize=13, label=f"{kept.size} kept")
    ax.set(xlabel="pixel along the line", ylabel="electrons", xlim=(0, 199))
    ax.legend(loc="upper center", ncols=2, bbox_to_anchor=(0.5, 1.2))
    return made
