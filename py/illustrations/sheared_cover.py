"""A sheared lattice, for the start of a section."""

from __future__ import annotations

from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._cover import cover

SHEAR = 0.3


def draw() -> Figure:
    """Draw the lattice with x' = x + 0.3 y, about the middle; what is beyond the image is mirrored."""
    image = samples.make("haadf-lattice").image.astype(float)
    back = [[1, 0], [-SHEAR, 1]]
    offset = [0, SHEAR * (image.shape[0] - 1) / 2]
    return cover(ndimage.affine_transform(image, back, offset, order=3, mode="mirror"))
