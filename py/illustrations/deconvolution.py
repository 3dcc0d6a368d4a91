"""A blurred and noisy image, and two deconvolutions of it, the last with too many steps."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import signal
from skimage import restoration

import samples
from illustrations._shared import row
from illustrations.point_spread import airy

RADIUS = 7.0


def draw() -> Figure:
    """Draw the image, Wiener's result and those of Richardson and Lucy after 20 and 200 steps."""
    truth = 1.0 - samples.make("nanoparticles").truth["mask"][150:290, 100:240] * 0.8
    y, x = np.mgrid[-24:25, -24:25]
    spread = airy(np.hypot(y, x) / RADIUS)
    spread /= spread.sum()
    blurred = signal.fftconvolve(np.pad(truth, 24, "edge"), spread, "same")
    counts = np.random.default_rng(9).poisson(400 * blurred) / 400
    shown = {"Recorded": counts, "Wiener": restoration.wiener(counts, spread, 0.02, clip=False)}
    shown |= {f"Richardson–Lucy, {n}": restoration.richardson_lucy(counts, spread, n, clip=False)
              for n in (20, 200)}
    return row({title: image[40:148, 40:148] for title, image in shown.items()}, vmin=0, vmax=1.3)[0]
