"""One scene on three films, whose grains have the same area in all: smaller ones keep more detail."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy.ndimage import zoom

import samples
from illustrations._marks import title
from illustrations.canvas import figure, picture
from imaging import discs, film

#: Median radius of a grain in pixels, and grains such that each film has the same area of grains per pixel.
RADII, COVER = (0.5, 1.5, 4.0), 1.6
SPREAD, EXPOSURE, FOG = 0.25, 1.5, 0.0


def draw() -> Figure:
    """Expose and develop by `imaging.film`; the light that falls is the photograph."""
    made, axes = figure(1136, 275, 1, 4)
    made.set_layout_engine("compressed")
    light = zoom(samples.make("camera").image[40:280, 90:366] / 255.0, 1.4, order=1)
    title(picture(axes[0, 0], light, vmin=0, vmax=1), "light")
    for ax, radius in zip(axes[0, 1:], RADII, strict=True):
        emulsion = film.Emulsion(int(COVER * light.size / (np.pi * radius**2)), radius, SPREAD)
        coating = film.coat(light, film.draw_lots(emulsion.grains), SPREAD)
        black = discs.covered(*film.develop(coating, light.shape, emulsion, EXPOSURE, FOG), light.shape)
        title(picture(ax, ~black), f"radius {radius:g} px")
    return made
