"""What the figures about segmentation share: the particles cut at Otsu's threshold, colours of labels."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

import samples
from imaging import regions, thresholding
from imaging.label_colours import PALETTE, label_colours


def particle_labels() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the micrograph of nanoparticles, its mask, and its regions, split where they touch."""
    image = samples.make("nanoparticles").image
    smooth = ndimage.gaussian_filter(image.astype(float), 1.5)
    found = thresholding.histogram(smooth)
    mask = smooth <= thresholding.otsu_threshold(found.counts, found.centres)
    return image, mask, regions.split_touching(mask)


def coloured(labels: np.ndarray, background: np.ndarray | None = None) -> np.ndarray:
    """Return labels as colours (rows, columns, 3), 0 to 255, over black or over a grey image."""
    ground = np.zeros(labels.shape) if background is None else background
    colours = np.vstack([np.zeros((1, 3), np.uint8), PALETTE])[label_colours(labels)[labels]]
    return np.where((labels > 0)[..., None], colours, ground[..., None]).astype(np.uint8)
