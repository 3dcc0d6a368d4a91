"""Shift of two frames from their cross-correlation: frames, map with its peak, overlay after the shift."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import fft, ndimage

import samples
from illustrations._frames import grey
from illustrations._shared import row
from illustrations.canvas import ORANGE
from imaging.overlaying import overlay

SHIFT = (17, -26)


def draw() -> Figure:
    """Draw both frames in colours, the correlation round zero shift, and the frames after the shift back."""
    expected = samples.make("frame-static").truth["expected"].astype(float)
    generator = np.random.default_rng(6)
    wide = generator.poisson(expected)
    other = generator.poisson(np.roll(expected, SHIFT, (0, 1)))
    first, second = (grey(image[30:-30, 30:-30]) for image in (wide, other))
    product = fft.fft2(first - first.mean()) * np.conj(fft.fft2(second - second.mean()))
    correlation = fft.fftshift(fft.ifft2(product).real)
    middle = np.array(correlation.shape) // 2
    found = np.array(np.unravel_index(correlation.argmax(), correlation.shape)) - middle
    back = ndimage.shift(second, found, order=1)
    inside = ndimage.shift(np.ones(second.shape), found, order=1) > 0.99
    made, axes = row({"Two frames": overlay(first, second, np.ones(first.shape, bool), "colours"),
                      f"Peak at ({found[0]}, {found[1]})".replace("-", "−"): correlation,
                      "Shifted back": overlay(first, back, inside, "colours")}, 960)
    axes[1].images[0].set_cmap("viridis")
    axes[1].plot(*(found + middle)[::-1], "o", markersize=24, markerfacecolor="none", markeredgecolor=ORANGE,
                 markeredgewidth=4)
    axes[1].plot(*middle[::-1], "+", markersize=24, markeredgewidth=2, color="white")
    return made
