"""A square grid and rings under four distortions: barrel, pincushion, spiral and elliptical."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations.canvas import BLUE, LINE, TEXT, bare, figure

STRENGTH = 0.18


def distorted(x: np.ndarray, y: np.ndarray, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Return where an ideal point is seen; lengths are in half a field of view."""
    r2 = x**2 + y**2
    if kind == "elliptical":
        return x * (1 + STRENGTH / 2), y * (1 - STRENGTH / 2)
    if kind == "spiral":
        turn = 1.5 * STRENGTH * r2
        return x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    factor = 1 + (-STRENGTH if kind == "barrel" else STRENGTH) * r2
    return x * factor, y * factor


def draw() -> Figure:
    """Draw the ideal lines thin, the distorted ones thick."""
    made, axes = figure(1080, 335, 1, 4)
    t, turn = np.linspace(-0.9, 0.9, 91), np.linspace(0, 2 * np.pi, 181)
    levels = [np.full_like(t, at) for at in np.linspace(-0.9, 0.9, 7)]
    lines = [(t, level) for level in levels] + [(level, t) for level in levels]
    rings = [(r * np.cos(turn), r * np.sin(turn)) for r in (0.25, 0.5, 0.75, 1.0)]
    for ax, kind in zip(axes[0], ("barrel", "pincushion", "spiral", "elliptical"), strict=True):
        bare(ax, (-1.25, 1.25, -1.25, 1.25))
        for x, y in rings if kind == "elliptical" else lines:
            ax.plot(x, y, color=LINE, linewidth=1.5)
            ax.plot(*distorted(x, y, kind), color=BLUE, linewidth=3)
        ax.set_title(kind, fontsize=TEXT, fontweight="bold")
    return made
