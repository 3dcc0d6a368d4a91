"""A blurred and noisy image, and two deconvolutions of it, the last with too many steps."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import fft, signal
from skimage.restoration import richardson_lucy

import samples
from illustrations._shared import row
from illustrations.point_spread import airy

RADIUS = 7.0


def wiener(image: np.ndarray, spread: np.ndarray, k: float) -> np.ndarray:
    """Divide by the transfer function where it is well above the root of `k`."""
    around = np.zeros(image.shape)
    around[: spread.shape[0], : spread.shape[1]] = spread
    h = fft.fft2(np.roll(around, [-(n // 2) for n in spread.shape], (0, 1)))
    mean = image.mean()
    return fft.ifft2(fft.fft2(image - mean) * h.conj() / (abs(h) ** 2 + k)).real + mean


def draw() -> Figure:
    """Draw the image, Wiener's result and those of Richardson and Lucy after 20 and 200 steps."""
    truth = 1.0 - samples.make("nanoparticles").truth["mask"][150:290, 100:240] * 0.8
    y, x = np.mgrid[-24:25, -24:25]
    spread = airy(np.hypot(y, x) / RADIUS)
    spread /= spread.sum()
    blurred = signal.fftconvolve(np.pad(truth, 24, "edge"), spread, "same")
    counts = np.random.default_rng(9).poisson(400 * blurred) / 400
    shown = {"Recorded": counts, "Wiener": wiener(counts, spread, 0.02)}
    shown |= {f"{n} steps": richardson_lucy(counts, spread, n, clip=False)
              for n in (20, 200)}
    shown = {title: image[40:148, 40:148] for title, image in shown.items()}
    return row(shown, width=1000, vmin=0, vmax=1.3)[0]
