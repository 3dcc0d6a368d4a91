"""The gradient of the phase of an electron wave, as arrows and as colours with their wheel."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import hsv_to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Circle

import samples
from illustrations._writing import show
from illustrations.canvas import INK, figure


def coloured(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return colours of vectors: the hue is the direction, the value is the length."""
    length = np.hypot(x, y)
    hue = np.arctan2(y, x) / (2 * np.pi) % 1
    return hsv_to_rgb(np.stack([hue, np.full_like(hue, 0.75), np.clip(length / length.max(), 0, 1)], -1))


def draw() -> Figure:
    """Draw the field twice, and the wheel."""
    truth = samples.make("hologram").truth
    n = 512
    row, column = np.mgrid[:n, :n]
    down, right = row - truth["centre"][0], column - truth["centre"][1]
    phase = truth["peak"] * np.exp(-(down**2 + right**2) / (2 * truth["sigma"] ** 2)) + truth["ramp"] * column
    y, x = np.gradient(phase)
    made, axes = figure(1080, 360, 1, 3)
    step = np.s_[26::46, 26::46]
    show(axes[0, 0], phase, "arrows")
    axes[0, 0].quiver(column[step], row[step], x[step], y[step], color="#ffb000", angles="xy", width=0.01,
                       scale=1.0, scale_units="width")
    show(axes[0, 1], coloured(x, y), "hue and value")
    v, u = np.mgrid[-1:1:300j, -1:1:300j]
    wheel = coloured(u * (np.hypot(u, v) <= 1), v * (np.hypot(u, v) <= 1))
    show(axes[0, 2], np.dstack([wheel, np.hypot(u, v) <= 1]), "key")
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        axes[0, 2].annotate("", (150 + 128 * dx, 150 + 128 * dy), (150, 150),
                            arrowprops={"arrowstyle": "-|>", "color": "white", "linewidth": 2})
    axes[0, 2].add_patch(Circle((149.5, 149.5), 150, fill=False, edgecolor=INK, linewidth=2))
    return made
