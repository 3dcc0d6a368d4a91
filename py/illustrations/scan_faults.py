"""Raster scans of one crystal that stands still, drifts across and along the slow axis, or vibrates."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._marks import title
from illustrations.canvas import figure, picture

#: Lines in the picture, time of a line in ms, drift in pixels for each line, vibration in Hz and pixels.
LINES, LINE_MS, DRIFT, HERTZ, REACH = 110, 3.0, 0.22, 50.0, 1.4


def draw() -> Figure:
    """Scan a crystal that does not move by itself, with a displacement that depends on time."""
    made, axes = figure(1136, 300, 1, 4)
    made.set_layout_engine("compressed")
    still = samples.make("haadf-lattice", drift=(0.0, 0.0), jitter=0.0).truth["expected"].astype(float)
    row, column = np.mgrid[:LINES, :LINES].astype(float)
    milliseconds = LINE_MS * (row + column / LINES)
    lines = milliseconds / LINE_MS
    shake = REACH * np.sin(2 * np.pi * HERTZ * milliseconds / 1000)
    cases = (("still", 0, 0), ("drift across", 0, DRIFT * lines), ("drift along", DRIFT * lines, 0),
             (f"vibration, {HERTZ:.0f} Hz", 0, shake))
    for ax, (name, down, across) in zip(axes[0], cases, strict=True):
        places = [row + 30 + down, column + 60 + across]
        title(picture(ax, ndimage.map_coordinates(still, places, order=3)), name)
    return made
