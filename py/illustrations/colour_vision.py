"""Two element maps in two pairs of colours, and two colour maps, as most people and as deuteranopes see."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

import samples
from illustrations._writing import show
from illustrations.canvas import figure
from imaging.colour_maps import colour_map
from imaging.srgb import from_linear, to_linear

#: For linear light, without the pigment of middle wavelengths: Machado, Oliveira, Fernandes (2009).
DEUTERANOPIA = np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                         [-0.011820, 0.042940, 0.968881]])


def element(name: str) -> np.ndarray:
    """Return a smoothed map of counts, from 0 to 1."""
    counts = ndimage.gaussian_filter(samples.make(name).image.astype(float), 1.5)
    return np.clip(counts / np.percentile(counts, 99.5), 0, 1)


def overlaid(first: tuple, second: tuple) -> np.ndarray:
    """Return gold in one colour plus silver in another."""
    maps = element("edx-gold")[..., None] * first + element("edx-silver")[..., None] * second
    return np.clip(maps, 0, 1)


def mapped(name: str) -> np.ndarray:
    """Return a ramp in a colour map, 96 rows of it."""
    return np.tile(colour_map(name)[None, :, :3] / 255, (256, 1, 1))


def draw() -> Figure:
    """Draw two rows: as they are, and simulated."""
    made, axes = figure(1080, 400, 2, 4)
    pictures = {"red + green": overlaid(np.array([1, 0, 0]), np.array([0, 1, 0])),
                "blue + yellow": overlaid(np.array([0.2, 0.3, 1]), np.array([1, 0.8, 0])),
                "jet": mapped("jet"), "viridis": mapped("viridis")}
    for column, (title, seen) in enumerate(pictures.items()):
        show(axes[0, column], seen, title)
        show(axes[1, column], np.clip(from_linear(np.clip(to_linear(seen) @ DEUTERANOPIA.T, 0, 1)), 0, 1),
                "simulated")
    return made
