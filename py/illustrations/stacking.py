"""Frames of a drifting lattice at low dose: one, their mean, and their mean after alignment."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage
from skimage.registration import phase_cross_correlation

import samples
from illustrations._shared import row

FRAMES = 32


def draw() -> Figure:
    """Draw a frame, the mean of all as they are, and the mean of the aligned ones."""
    expected = samples.make("graphene").truth["expected"].astype(float)
    generator = np.random.default_rng(7)
    drift = np.cumsum(generator.normal((0.35, -0.2), 0.4, (FRAMES, 2)), axis=0)
    frames, aligned = [], []
    for move in drift:
        counts = generator.poisson(ndimage.shift(expected, move, mode="grid-wrap") / 40).astype(float)
        frames.append(counts)
        so_far = sum(aligned) if aligned else counts
        smooth = [ndimage.gaussian_filter(frame, 2) for frame in (so_far, counts)]
        back, *_ = phase_cross_correlation(*smooth, upsample_factor=10, normalization=None)
        aligned.append(ndimage.shift(counts, back, mode="grid-wrap"))
    part = (slice(80, 180), slice(80, 180))
    return row({"One frame": frames[0][part], f"Mean of {FRAMES}, as they are": np.mean(frames, 0)[part],
                "Mean, aligned first": np.mean(aligned, 0)[part]}, 960)[0]
