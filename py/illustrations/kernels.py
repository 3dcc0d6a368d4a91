"""Four kernels of 3 x 3 numbers, and what each makes of a wall of bricks."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._shared import cells
from illustrations.canvas import figure, picture

KERNELS = {
    "Sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "Laplacian": [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
    "Sobel, across": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "Line at 45°": [[-1, -1, 2], [-1, 2, -1], [2, -1, -1]],
}


def draw() -> Figure:
    """Draw the kernels above the results of correlating with them."""
    image = samples.make("tiles").image[200:380, 300:560].astype(float)
    made, axes = figure(1136, 362, 2, 4, height_ratios=[1, 1.25])
    for (upper, lower), (title, kernel) in zip(axes.T, KERNELS.items(), strict=True):
        cells(upper, [[str(v).replace("-", "−") for v in line] for line in kernel])
        upper.set_title(title)
        result = ndimage.correlate(image, np.array(kernel, float))
        limit = np.percentile(abs(result), 99.5)
        low = 0 if title == "Sharpen" else -limit
        picture(lower, result, vmin=low, vmax=255 if title == "Sharpen" else limit)
    return made
