"""A tiled wall, the logarithm of the amplitude of its Fourier transform, and the phase."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._writing import show
from illustrations.canvas import figure
from imaging.colour_maps import colour_map


def draw() -> Figure:
    """Draw image, amplitude, and the phase in a cyclic map."""
    image = samples.make("tiles").image[:256, :256].astype(float)
    plane = np.fft.fftshift(np.fft.fft2(image))
    amplitude = np.log10(np.abs(plane) + 1)
    rows, columns = image.shape
    near = np.s_[rows // 2 - 32 : rows // 2 + 33, columns // 2 - 32 : columns // 2 + 33]
    turn = np.floor((np.angle(plane[near]) / (2 * np.pi) % 1) * 255.999).astype(int)
    made, axes = figure(1080, 322, 1, 3)
    show(axes[0, 0], image, "image")
    show(axes[0, 1], amplitude, "log amplitude", float(np.median(amplitude)) - 0.5, amplitude.max())
    show(axes[0, 2], colour_map("cyclic")[turn][..., :3], "phase near the middle")
    return made
