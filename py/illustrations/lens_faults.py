"""What one point leaves on the screen: in focus, out of it, from behind the object, with aberration."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import title
from illustrations.canvas import figure, picture
from imaging import rays

FOCAL_LENGTH, DISTANCE, APERTURE, SCREEN = 50.0, 150.0, 30.0, 75.0
#: Half the side of the screen that is shown in mm, and its pixels.
HALF, PIXELS = 4.0, 60


def draw() -> Figure:
    """Trace 7000 rays of each point with `imaging.rays` and count them in pixels."""
    made, axes = figure(1136, 255, 1, 4)
    cases = (("in focus", DISTANCE, SCREEN, 0.0, APERTURE),
             ("screen 15 mm back", DISTANCE, SCREEN + 15, 0.0, APERTURE),
             ("point 40 mm behind", DISTANCE + 40, SCREEN, 0.0, APERTURE),
             ("spherical aberration", DISTANCE, SCREEN - 4, 1.0, 2 * APERTURE))
    edges = np.linspace(-HALF, HALF, PIXELS + 1)
    for ax, (name, distance, screen, aberration, aperture) in zip(axes[0], cases, strict=True):
        x, y = rays.spot(0.0, distance, aperture, FOCAL_LENGTH, screen, aberration)
        counts = np.histogram2d(y, x, (edges, edges))[0]
        title(picture(ax, np.sqrt(counts)), name)
    return made
