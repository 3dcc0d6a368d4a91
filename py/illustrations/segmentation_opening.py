"""Particles of a micrograph, each in a colour of its own."""

from __future__ import annotations

from matplotlib.figure import Figure

from illustrations._regions import coloured, particle_labels
from illustrations._shared import opening


def draw() -> Figure:
    """Draw the regions over the micrograph."""
    image, _, labels = particle_labels()
    grey = 255.0 * (image - image.min()) / (image.max() - image.min())
    return opening(coloured(labels, grey)[40:344, 60:298])
