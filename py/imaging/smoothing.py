"""Smoothing filters."""

from __future__ import annotations

import numpy as np
from scipy import ndimage


def gaussian_blur(image: np.ndarray, sigma: float) -> np.ndarray:
    """Convolve an image with a Gaussian.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.
    sigma : float
        Standard deviation in pixels, 0 for none. The kernel is cut at 4 sigma; the image is continued by
        reflection.

    Returns
    -------
    numpy.ndarray of float32
        Same shape.

    Raises
    ------
    ValueError
        If `sigma` is negative.
    """
    if sigma < 0:
        raise ValueError(f"sigma is {sigma}; allowed is 0 or more")
    values = image.astype(np.float32)
    return ndimage.gaussian_filter(values, sigma, mode="reflect") if sigma > 0 else values
