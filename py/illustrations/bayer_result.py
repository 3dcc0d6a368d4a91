"""A scene, its raw frame behind a Bayer filter, the colours interpolated from it, and their error."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations import _bayer
from illustrations._marks import title
from illustrations._recordings import colour_scene
from illustrations.canvas import figure, picture

#: Fine stripes of the scene, where interpolation has its trouble, and a part of the colour wheel.
PART = np.s_[20:130, 90:256]


def draw() -> Figure:
    """Record and recombine."""
    made, axes = figure(1136, 225, 1, 4)
    made.set_layout_engine("compressed")
    scene = colour_scene()[PART]
    raw = _bayer.record(scene)
    result = np.clip(_bayer.demosaic(raw), 0, 1)
    title(picture(axes[0, 0], scene), "scene")
    title(picture(axes[0, 1], raw, vmin=0, vmax=1), "raw frame")
    title(picture(axes[0, 2], result), "recombined")
    title(picture(axes[0, 3], abs(result - scene).max(axis=-1), cmap="magma", vmin=0, vmax=1), "error")
    return made
