"""A diffraction pattern as a detector may deliver it: few electrons, bad pixels, a beam stop, a gap."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._faults import faulty
from illustrations.canvas import figure, picture


def draw() -> Figure:
    """Draw the logarithm of what was recorded beside that of what was expected."""
    recorded, _, expected = faulty()
    made, (axes,) = figure(700, 392, 1, 2)
    for ax, title, counts in ((axes[0], "Recorded", recorded), (axes[1], "Wanted", expected)):
        picture(ax, np.log10(counts + 1), title, "magma", vmin=0, vmax=3.4)
    return made
