"""The Fourier amplitude of a lattice image, without a window and with a Hann window."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._writing import show
from illustrations.canvas import figure


def draw() -> Figure:
    """Draw image and amplitude, in two rows: as it is, and tapered."""
    image = samples.make("uneven-light").image.astype(float)
    image -= image.mean()
    rows, columns = image.shape
    window = np.hanning(rows)[:, None] * np.hanning(columns)
    made, axes = figure(1080, 310, 1, 4)
    planes = [np.log(np.abs(np.fft.fftshift(np.fft.fft2(shown))) + 1) for shown in (image, image * window)]
    near = np.s_[rows // 2 - 64 : rows // 2 + 65, columns // 2 - 64 : columns // 2 + 65]
    low = float(np.median(planes[0]))
    show(axes[0, 0], image, "image")
    show(axes[0, 1], planes[0][near], "its transform", low, planes[0].max())
    show(axes[0, 2], image * window, "times Hann")
    show(axes[0, 3], planes[1][near], "its transform", low, planes[0].max())
    return made
