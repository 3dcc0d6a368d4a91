"""Six pure colours of a screen, the grey of equal luminance under each, and its lightness L*."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._writing import write
from illustrations.canvas import bare, figure
from imaging.srgb import from_linear, to_lab, to_linear

COLOURS = {"blue": (0, 0, 1), "red": (1, 0, 0), "magenta": (1, 0, 1), "green": (0, 1, 0), "cyan": (0, 1, 1),
           "yellow": (1, 1, 0)}


def draw() -> Figure:
    """Draw colours and greys as patches."""
    made, axes = figure(1080, 360)
    ax = bare(axes[0, 0], (0, 10.8, 0, 4))
    for i, (name, colour) in enumerate(COLOURS.items()):
        x = 0.1 + 1.8 * i
        grey = float(from_linear(to_linear(np.array(colour)) @ (0.2126, 0.7152, 0.0722)))
        ax.fill_between([x, x + 1.6], 1.95, 3.4, color=colour, linewidth=0)
        ax.fill_between([x, x + 1.6], 0.5, 1.95, color=(grey,) * 3, linewidth=0)
        write(ax, x + 0.8, 3.55, name, ha="center")
        write(ax, x + 0.8, 0.1, f"L* {to_lab(np.array(colour, float))[0]:.0f}", ha="center")
    return made
