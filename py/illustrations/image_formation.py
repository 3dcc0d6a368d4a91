"""Rays of three points on a bare screen, and through a lens that brings those of each point together."""

from __future__ import annotations

from matplotlib.figure import Figure

from illustrations._marks import word
from illustrations.canvas import BLUE, GREEN, INK, ORANGE, SOFT, bare, figure
from imaging import rays

FOCAL_LENGTH, DISTANCE, APERTURE = 50.0, 150.0, 44.0
OPENING = 30.0
SCREEN = rays.image_distance(FOCAL_LENGTH, DISTANCE)


def draw() -> Figure:
    """Draw both, rays traced by `imaging.rays`."""
    made, axes = figure(600, 470, 2, 1)
    for ax, lens in zip(axes[:, 0], (False, True), strict=True):
        bare(ax)
        ax.set_xlim(-165, 92)
        ax.set_ylim(-54, 40)
        for height, colour in ((26, BLUE), (0, ORANGE), (-26, GREEN)):
            at_lens, slope = rays.fan(height, DISTANCE, APERTURE if lens else OPENING, 7)
            bent = rays.refract(at_lens, slope, FOCAL_LENGTH)[1] if lens else slope
            on_screen, _ = rays.travel(at_lens, bent, SCREEN)
            for middle, end in zip(at_lens, on_screen, strict=True):
                ax.plot([-DISTANCE, 0, SCREEN], [height, middle, end], color=colour, linewidth=1.6)
            ax.plot(-DISTANCE, height, "o", color=colour, markersize=13)
        ax.plot([SCREEN, SCREEN], [-40, 40], color=INK, linewidth=6, zorder=3)
        if lens:
            ax.annotate("", (0, 27), (0, -27),
                        arrowprops={"arrowstyle": "<->", "color": SOFT, "linewidth": 5})
        for place, text in ((-DISTANCE, "object"), (0, "lens" if lens else "opening"), (SCREEN, "screen")):
            word(ax, place, -50, text, SOFT)
    return made
