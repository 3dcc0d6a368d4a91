"""A lattice image and its Fourier transform, with three spots and the distance of planes of each."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._writing import show, write
from illustrations.canvas import figure

ORDERS = ((1, 1), (2, 0), (0, 2))
REACH = 46


def peak(amplitude: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return the summit near a place: the largest of 5 x 5 pixels, refined by a parabola along each axis."""
    r, c = np.rint(start).astype(int)
    box = amplitude[r - 2 : r + 3, c - 2 : c + 3]
    r, c = np.array([r, c]) - 2 + np.unravel_index(np.argmax(box), box.shape)
    place = []
    for at, (low, mid, high) in ((r, amplitude[r - 1 : r + 2, c]), (c, amplitude[r, c - 1 : c + 2])):
        place.append(at + (low - high) / (2 * (low - 2 * mid + high)))
    return np.array(place)


def draw() -> Figure:
    """Draw image and transform."""
    sample = samples.make("haadf-lattice")
    n = sample.image.shape[0]
    window = np.hanning(n)[:, None] * np.hanning(n)
    plane = np.fft.fft2((sample.image - sample.image.mean()) * window)
    amplitude = np.log(np.abs(np.fft.fftshift(plane)) + 1)
    reciprocal = n * np.linalg.inv(sample.truth["cell"]).T
    made, axes = figure(1080, 322, 1, 2)
    show(axes[0, 0], sample.image, "image")
    low = n // 2 - REACH
    show(axes[0, 1], amplitude[low : low + 2 * REACH + 1, low : low + 2 * REACH + 1], "Fourier amplitude",
         float(np.median(amplitude)), amplitude.max())
    for order in ORDERS:
        g = peak(amplitude, n // 2 + np.array(order) @ reciprocal)
        spacing = n * sample.pixel_size / np.hypot(*(g - n // 2))
        row, column = g - low
        axes[0, 1].plot(column, row, "o", markersize=26, markerfacecolor="none", markeredgewidth=3,
                        color="#ffb000")
        write(axes[0, 1], column - 5, row + 1.5, f"{spacing:.3f} nm", "#ffb000", fontweight="bold",
              ha="right")
    return made
