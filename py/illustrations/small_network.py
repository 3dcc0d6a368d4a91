"""A small network learns to find particles under uneven light; a threshold cannot."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from skimage.filters import threshold_otsu
from skimage.measure import block_reduce

import samples
from illustrations._shared import row
from illustrations._tiny_network import KERNEL, forward, trained

STEPS, SCENES = 120, 3


def prepared(counts: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return an image binned 4 x 4, of mean 0 and deviation 1, and its mask."""
    image, binned = (block_reduce(values.astype(np.float32), (4, 4), np.mean) for values in (counts, mask))
    return (image - image.mean()) / image.std(), binned > 0.5


def scene(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return an example: other particles, under light that grows from one side to the other."""
    sample = samples.make("nanoparticles", seed=seed)
    expected = sample.truth["expected"].astype(float)
    light = 0.3 + 1.2 * np.arange(expected.shape[1]) / expected.shape[1]
    return prepared(np.random.default_rng(seed).poisson(expected * light), sample.truth["mask"])


def draw() -> Figure:
    """Draw an image that was not trained on, Otsu's threshold, the network's answer, and the truth."""
    parameters = trained([scene(seed) for seed in range(100, 100 + SCENES)], STEPS)
    unseen = samples.make("uneven-light")
    image, truth = prepared(unseen.image, unseen.truth["mask"])
    margin = KERNEL - 1
    inner = (slice(margin, -margin), slice(margin, -margin))
    found = forward(image, parameters)[-1] > 0.5
    cut = (image < threshold_otsu(image))[inner]

    def dice(mask: np.ndarray) -> str:
        return f"{2 * (mask & truth[inner]).sum() / (mask.sum() + truth[inner].sum()):.2f}"

    return row({"Image": image[inner], f"Otsu: {dice(cut)}": cut, f"Network: {dice(found)}": found,
                "Truth": truth[inner]})[0]
