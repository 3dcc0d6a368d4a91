"""How the peak of the cross-correlation of two frames sinks when one is turned or scaled."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import fft, ndimage

import samples
from illustrations.canvas import BLUE, ORANGE, figure


def highest(first: np.ndarray, second: np.ndarray) -> float:
    """Return the largest normalised cross-correlation over all shifts."""
    a, b = ((image - image.mean()) / image.std() for image in (first, second))
    return float(fft.ifft2(fft.fft2(a) * np.conj(fft.fft2(b))).real.max() / a.size)


def draw() -> Figure:
    """Draw the peak over the angle and over the scale."""
    expected = samples.make("frame-static").truth["expected"].astype(float)
    window = np.outer(np.hanning(256), np.hanning(256))
    middle = np.array(expected.shape) / 2 - 0.5
    generator = np.random.default_rng(4)

    def peak(angle: float, scale: float) -> float:
        c, s = np.cos(np.radians(angle)) / scale, np.sin(np.radians(angle)) / scale
        matrix = np.array([[c, -s], [s, c]])
        moved = ndimage.affine_transform(expected, matrix, middle - matrix @ middle, order=1, mode="reflect")
        pair = [generator.poisson(image) for image in (expected, moved)]
        return highest(*((image - image.mean()) * window for image in pair))

    made, (axes,) = figure(620, 400, 1, 2)
    angles, scales = np.linspace(0, 15, 11), np.linspace(1, 1.2, 11)
    axes[0].plot(angles, [peak(a, 1) for a in angles], "o-", color=BLUE)
    axes[1].plot(scales, [peak(0, s) for s in scales], "o-", color=ORANGE)
    axes[0].set(xlabel="turned by / °", xticks=[0, 5, 10], ylabel="height of the peak", ylim=(0, 1),
                yticks=[0, 0.5, 1])
    axes[1].set(xlabel="scaled by", ylim=(0, 1), yticks=[])
    return made
