"""One photograph, on the left as a print from film with random grains, on the right in pixels."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy.ndimage import zoom

import samples
from illustrations.canvas import figure
from imaging import discs, film

#: Part of the photograph, how much larger it is, and the edge of a pixel on the right.
PART, TIMES, BLOCK = np.s_[40:340, 90:390], 2, 15
EMULSION = film.Emulsion(grains=110000, radius=1.2, spread=0.25)


def draw() -> Figure:
    """Expose, develop and print the left half; take means over blocks on the right."""
    made, axes = figure(600, 600)
    light = np.clip(zoom(samples.make("camera").image[PART] / 255.0, TIMES, order=1), 0, 1)
    coating = film.coat(light, film.draw_lots(EMULSION.grains), EMULSION.spread)
    black = discs.covered(*film.develop(coating, light.shape, EMULSION, 1.6, 0.0), light.shape)
    side = len(light)
    means = light.reshape(side // BLOCK, BLOCK, side // BLOCK, BLOCK).mean(axis=(1, 3))
    both = np.kron(means, np.ones((BLOCK, BLOCK)))
    both[:, : side // 2] = black[:, : side // 2]
    axes[0, 0].imshow(both, cmap="gray", vmin=0, vmax=1)
    axes[0, 0].set_axis_off()
    return made
