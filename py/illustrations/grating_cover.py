"""The replica grating that calibrates magnification, for the start of a section."""

from __future__ import annotations

from matplotlib.figure import Figure

import samples
from illustrations._cover import cover


def draw() -> Figure:
    """Draw the cross grating, cut to a tall picture."""
    return cover(samples.make("cross-grating").image)
