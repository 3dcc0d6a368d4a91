"""Template matching: an atom with its neighbours as template, the map of correlation, the matches."""

from __future__ import annotations

from matplotlib.figure import Figure
from skimage.feature import match_template, peak_local_max

import samples
from illustrations._shared import frame
from illustrations.canvas import BLUE, ORANGE, figure, picture

SIDE, LEVEL = 23, 0.5


def draw() -> Figure:
    """Draw the image with the template's place, the map, and the places where it matches."""
    image = samples.make("graphene").image[60:200, 60:200].astype(float)
    top, left = 26, 33
    score = match_template(image, image[top : top + SIDE, left : left + SIDE])
    places = peak_local_max(score, min_distance=8, threshold_abs=LEVEL, exclude_border=False)
    made, (axes,) = figure(1136, 345, 1, 3, width_ratios=[1, 1.18, 1])
    picture(axes[0], image, "Image and template")
    frame(axes[0], top, left, SIDE, SIDE, ORANGE)
    reach = SIDE // 2
    shown = picture(axes[1], score, "Correlation", "RdBu_r", vmin=-1, vmax=1,
                    extent=(reach - 0.5, 139.5 - reach, 139.5 - reach, reach - 0.5))
    bar = made.colorbar(shown.images[0], ax=axes[1], shrink=0.8, ticks=[-1, 0, 1])
    bar.outline.set_visible(False)
    picture(axes[2], image, f"{len(places)} matches above {LEVEL}")
    axes[2].plot(places[:, 1] + reach, places[:, 0] + reach, "o", color=BLUE, markersize=8)
    return made
