"""A spectrum image is filled plane by plane or spectrum by spectrum, and drift spoils each in its own way."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from scipy import ndimage

import samples
from illustrations._marks import title, word
from illustrations.canvas import FILL, INK, LINE, ORANGE, SOFT, bare, figure, picture

#: Drift in pixels from the first to the last moment.
DRIFT = 14.0


def block(axes: Axes, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], face: str,
          edge: str) -> None:
    """Draw the three visible faces of a block; x to the right, y down, z into the page."""
    def at(a: float, b: float, c: float) -> tuple[float, float]:
        return a + 0.45 * c, -b + 0.35 * c

    (x0, x1), (y0, y1), (z0, z1) = x, y, z
    for face_corners in (((x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)),
                         ((x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)),
                         ((x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1))):
        axes.add_patch(Polygon([at(*corner) for corner in face_corners], facecolor=face, edgecolor=edge,
                               linewidth=1.5, joinstyle="round"))


def cube(axes: Axes, filled: str) -> None:
    """Draw a cube of positions (x, y) and energies (z) in which a part is being recorded."""
    bare(axes, (-0.7, 6.3, -4.9, 2.1))
    if filled == "plane":
        block(axes, (0, 4), (0, 4), (2, 4), FILL, LINE)
        block(axes, (0, 4), (0, 4), (1.4, 2), ORANGE, INK)
        block(axes, (0, 4), (0, 4), (0, 1.4), FILL, LINE)
    else:
        block(axes, (0, 4), (0, 4), (0, 4), FILL, LINE)
        block(axes, (2, 2.7), (0, 0.7), (0, 4), ORANGE, INK)
    word(axes, 2, -4.5, "x", SOFT)
    word(axes, -0.4, -2, "y", SOFT)
    word(axes, 5.55, -3.5, "energy", SOFT, rotation=38)


def draw() -> Figure:
    """Draw both orders, and what drift makes of a crystal in each."""
    made, axes = figure(1136, 292, 1, 4, width_ratios=(1.1, 1, 1.1, 1))
    still = samples.make("haadf-lattice").truth["expected"].astype(float)[20:116, 20:116]
    row, column = np.mgrid[:80, :80].astype(float)
    cube(axes[0, 0], "plane")
    late = ndimage.map_coordinates(still, [row, column + DRIFT / 2], order=1)
    early = still[:80, :80]
    both = np.stack([early, 0.55 * (early + late), late], -1) / still.max()
    cube(axes[0, 2], "spectrum")
    sheared = ndimage.map_coordinates(still, [row, column + DRIFT * row / 80], order=1)
    names = ("one energy at a time", "drift: shifted", "one place at a time", "drift: sheared")
    for ax, name in zip(axes[0], names, strict=True):
        title(ax, name)
    picture(axes[0, 1], np.clip(both, 0, 1))
    picture(axes[0, 3], sheared)
    return made
