"""Template matching under uneven light and noise: the map as it is, and after both were filtered."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage
from skimage.feature import match_template

import samples
from illustrations._shared import row

SIDE = 19


def draw() -> Figure:
    """Draw the image, the correlation of raw data, the filtered image, and its correlation."""
    expected = samples.make("haadf-lattice", dose=20).truth["expected"].astype(float)
    part = expected[20:150, 20:150]
    steep = part + 90 * np.hypot(*(np.indices(part.shape) / 130.0 - 0.1)) ** 2
    image = np.random.default_rng(3).poisson(steep).astype(float)
    pure = expected[84 - 9 : 84 + 10, 77 - 9 : 77 + 10]
    filtered, template = (ndimage.gaussian_filter(a, 1.5) - ndimage.gaussian_filter(a, 6)
                          for a in (image, pure))
    options = {"pad_input": True, "mode": "edge"}
    shown = {"Image": image, "Correlation": match_template(image, pure, **options),
             "Filtered": filtered, "Correlation then": match_template(filtered, template, **options)}
    made, axes = row(shown)
    for ax in axes[1::2]:
        ax.images[0].set(cmap="RdBu_r", clim=(-1, 1))
    return made
