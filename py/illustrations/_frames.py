"""Two frames of one scene as grey levels, and one brought onto the other, for figures about alignment."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

import samples


def frames(sigma: float = 1.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the static and the moving frame as grey levels, and the true map (3, 3) between them."""
    static, moving = samples.make("frame-static"), samples.make("frame-moving")
    return grey(static.image, sigma), grey(moving.image, sigma), moving.truth["to_static"]


def grey(image: np.ndarray, sigma: float = 1.0) -> np.ndarray:
    """Return a slightly blurred image as grey levels of uint8."""
    smooth = ndimage.gaussian_filter(image.astype(float), sigma)
    low, high = np.percentile(smooth, (0.5, 99.5))
    return np.clip(255 * (smooth - low) / (high - low), 0, 255).astype(np.uint8)


def on_static(moving: np.ndarray, to_static: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the moving frame on the grid of the static one, and where it has values."""
    back = np.linalg.inv(to_static)
    options = {"matrix": back[:2, :2], "offset": back[:2, 2], "order": 1}
    inside = ndimage.affine_transform(np.ones(moving.shape), **options) > 0.999
    return ndimage.affine_transform(moving.astype(float), **options).astype(np.uint8), inside
