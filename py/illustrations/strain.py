"""Strain of a film from the phases of two Bragg spots: image, strain down the image, and its profile."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._writing import label, show
from illustrations.canvas import ORANGE, SOFT, TEXT, figure

#: Width (sigma) of the Gaussian mask in bins; so details below about n / (2 pi sigma) pixels are averaged.
SIGMA = 6.0


def slopes(image: np.ndarray, g: np.ndarray, reference: slice) -> np.ndarray:
    """Return the slopes (down, across) of the phase of one spot, minus their mean in the reference rows."""
    n = image.shape[0]
    v, u = np.meshgrid(np.fft.fftfreq(n, 1 / n), np.fft.fftfreq(n, 1 / n), indexing="ij")
    mask = np.exp(-((v - n * g[0]) ** 2 + (u - n * g[1]) ** 2) / (2 * SIGMA**2))
    wave = np.fft.ifft2(np.fft.fft2(image - image.mean()) * mask)
    found = np.stack([np.angle(np.roll(wave, -1, axis) * wave.conj()) for axis in (0, 1)])
    found = (found + np.pi - 2 * np.pi * g[:, None, None]) % (2 * np.pi) - np.pi
    return found - found[:, reference, 40:-40].mean(axis=(1, 2), keepdims=True)


def strains(image: np.ndarray, cell: np.ndarray, reference: slice) -> np.ndarray:
    """Return du_i / dx_j, shape (2, 2, rows, columns): P_g = -2 pi g . u for both reciprocal vectors."""
    vectors = np.linalg.inv(cell).T
    phases = np.stack([slopes(image, g, reference) for g in vectors])
    return np.einsum("ig,gjrc->ijrc", np.linalg.inv(vectors) / (-2 * np.pi), phases)


def draw() -> Figure:
    """Draw the lattice, the map of e_yy and the mean of its rows against the truth."""
    sample = samples.make("strained-gold")
    found = strains(sample.image.astype(float), sample.truth["cell"], slice(40, 200))[0, 0]
    inner = np.s_[24:-24, 24:-24]
    made, axes = figure(1080, 360, 1, 3, width_ratios=(1, 1, 1.1))
    show(axes[0, 0], sample.image, "image")
    show(axes[0, 1], found[inner], "strain down", -0.05, 0.05, cmap="RdBu_r")
    ax = label(axes[0, 2], "row", "strain in %")
    rows = np.arange(sample.image.shape[0])
    ax.plot(rows, 100 * sample.truth["strain"] * (rows > sample.truth["interface"]), color=SOFT, linewidth=3)
    ax.plot(rows[24:-24], 100 * found[inner].mean(axis=1), color=ORANGE, linewidth=4)
    ax.set_title("mean of rows", fontsize=TEXT, fontweight="bold")
    return made
