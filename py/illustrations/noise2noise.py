"""Learning to denoise from noisy images alone: a linear filter, fitted to three kinds of targets."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._shared import row

REACH = 4


def learned(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return the kernel that brings an image nearest to a target, by least squares over all pixels."""
    side = 2 * REACH + 1
    patches = np.lib.stride_tricks.sliding_window_view(source, (side, side)).reshape(-1, side**2)
    wanted = target[REACH:-REACH, REACH:-REACH].ravel()
    return np.linalg.solve(patches.T @ patches, patches.T @ wanted).reshape(side, side)


def draw() -> Figure:
    """Draw a noisy image, and the results of filters learned from a noisy, a clean and the same image."""
    clean = samples.make("haadf-lattice", dose=12).truth["expected"].astype(float)
    generator = np.random.default_rng(5)
    first, second, new = generator.poisson(clean, (3, *clean.shape)).astype(float)
    shown = {"New noisy image": new}
    for title, target in (("Target: clean", clean), ("Target: noisy", second), ("Target: itself", first)):
        shown[title] = ndimage.correlate(new, learned(first, target))
    made, axes = row({title: image[60:150, 60:150] for title, image in shown.items()})
    for ax in axes:
        ax.images[0].set_clim(0, 15)
    return made
