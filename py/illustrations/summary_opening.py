"""A micrograph, its mask, and its numbered particles, one below the other."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._regions import coloured, particle_labels
from illustrations._shared import opening


def draw() -> Figure:
    """Draw a strip of each."""
    image, mask, labels = particle_labels()
    grey = np.clip(255.0 * (image - 90.0) / 310, 0, 255)
    part = (slice(150, 280), slice(40, 345))
    grey_rgb, mask_rgb = (np.repeat(a[part][..., None], 3, 2).astype(np.uint8) for a in (grey, 255 * mask))
    return opening(grey_rgb, mask_rgb, coloured(labels)[part])
