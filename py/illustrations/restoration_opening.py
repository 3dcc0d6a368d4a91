"""An atomic lattice at low dose, and what non-local means makes of it."""

from __future__ import annotations

from matplotlib.figure import Figure

import samples
from illustrations._shared import opening
from illustrations.nonlocal_means import denoised


def draw() -> Figure:
    """Draw the noisy image above and the restored one below."""
    image = samples.make("haadf-lattice", dose=25).image.astype(float)
    result = denoised(image)
    return opening(*(part[60:158, 40:195] for part in (image, result)), vmin=0, vmax=32)
