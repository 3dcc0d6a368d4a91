"""A grating of known pitch turns indices into lengths: image, strongest period, image in units."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._marks import title, word
from illustrations.canvas import BLUE, ORANGE, SOFT, figure

#: Lines per millimetre, and the part of the image that is shown.
LINES, SHOWN = 2160, 300


def strengths(image: np.ndarray, across: np.ndarray, down: np.ndarray) -> np.ndarray:
    """Return the Fourier amplitude at any frequencies in cycles per pixel, shape (down, across)."""
    rows, columns = (np.arange(n) for n in image.shape)
    window = np.multiply.outer(np.hanning(len(rows)), np.hanning(len(columns)))
    waves_down = np.exp(-2j * np.pi * np.multiply.outer(down, rows))
    waves_across = np.exp(-2j * np.pi * np.multiply.outer(columns, across))
    return abs(waves_down @ ((image - image.mean()) * window) @ waves_across)


def draw() -> Figure:
    """Measure the pitch in pixels and show what follows."""
    made, axes = figure(1136, 345, 1, 3, width_ratios=(1, 1.25, 1))
    grating = samples.make("cross-grating")
    across, down = np.linspace(0.012, 0.032, 401), np.linspace(-0.004, 0.004, 81)
    amplitude = strengths(grating.image.astype(float), across, down)
    best = np.unravel_index(amplitude.argmax(), amplitude.shape)
    pitch = 1 / np.hypot(down[best[0]], across[best[1]])
    nm_per_px = 1e6 / LINES / pitch
    ax = axes[0, 1]
    ax.plot(1 / across, amplitude.max(axis=0) / amplitude.max(), color=BLUE, linewidth=3)
    ax.axvline(pitch, color=ORANGE, linewidth=2, linestyle="--")
    word(ax, 0.97, 0.88, f"{pitch:.1f} px", ORANGE, transform=ax.transAxes, ha="right")
    word(ax, 0.97, 0.74, f"{nm_per_px:.2f} nm/px", ORANGE, transform=ax.transAxes, ha="right")
    ax.set_xlabel("period / px")
    ax.set_yticks([])
    title(ax, "strength of each period")
    part = grating.image[:SHOWN, :SHOWN]
    side = SHOWN * nm_per_px / 1000
    for ax, extent, name, ticks in (
            (axes[0, 0], (-0.5, SHOWN - 0.5, SHOWN - 0.5, -0.5), "indices", [0, 100, 200]),
            (axes[0, 2], (0, side, side, 0), "micrometres", [0, 1, 2])):
        ax.imshow(part, cmap="gray", extent=extent)
        ax.set_xticks(ticks)
        ax.set_yticks(ticks)
        ax.spines[:].set_color(SOFT)
        title(ax, name)
    return made
