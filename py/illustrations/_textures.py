"""Four textures of the same mean and spread, pieces of our samples, and features of their pixels."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from skimage.feature import local_binary_pattern

import samples

#: Pixels along each edge of a piece.
SIDE = 120


def collage() -> tuple[np.ndarray, np.ndarray]:
    """Return an image of four pieces, each of mean 0 and deviation 1, and the piece of each pixel."""
    lattice = samples.make("haadf-lattice").image[20:140, 20:140]
    fringes = samples.make("hologram").image[20:140, 20:140]
    film = samples.make("nanoparticles", count=1, dose=100).image
    film = film[:SIDE, :SIDE] if film[:SIDE, :SIDE].min() > film.mean() / 2 else film[-SIDE:, -SIDE:]
    pieces = [(piece - piece.mean()) / piece.std()
              for piece in (lattice, fringes, samples.make("graphene").image[20:140, 20:140], film)]
    truth = np.kron([[0, 1], [2, 3]], np.ones((SIDE, SIDE), int))
    return np.block([pieces[:2], pieces[2:]]), truth


def features(image: np.ndarray) -> np.ndarray:
    """Return features (rows, columns, features): energies of bands of frequencies, and local binary patterns.

    Each is averaged over the neighbourhood of a pixel and has mean 0 and standard deviation 1.
    """
    blurred = [ndimage.gaussian_filter(image, sigma) for sigma in (0, 1, 2, 4, 8)]
    found = [np.abs(fine - coarse) for fine, coarse in zip(blurred, blurred[1:], strict=False)]
    found += [np.abs(ndimage.gaussian_filter(image, 1.5, order)) for order in ((0, 1), (1, 0))]
    whole = np.round(ndimage.gaussian_filter(image, 1) * 1000).astype(int)
    codes = local_binary_pattern(whole, 8, 2, "uniform")
    found += [codes == code for code in (0, 3, 4, 8)]
    averaged = [ndimage.gaussian_filter(feature.astype(float), 9) for feature in found]
    return np.stack([(f - f.mean()) / f.std() for f in averaged], axis=-1)
