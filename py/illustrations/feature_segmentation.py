"""Four textures of one mean: a threshold is lost, features of the neighbourhood tell them apart."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy.cluster.vq import kmeans2
from scipy.optimize import linear_sum_assignment

from illustrations._shared import row
from illustrations._textures import collage, features
from illustrations.trainable_segmentation import COLOURS


def draw() -> Figure:
    """Draw the textures, a threshold of them, one feature, and clusters of all features."""
    image, truth = collage()
    values = features(image)
    _, clusters = kmeans2(values.reshape(-1, values.shape[-1]), 4, minit="++", rng=np.random.default_rng(3))
    counts = np.histogram2d(clusters, truth.ravel(), bins=4)[0]
    found = linear_sum_assignment(-counts)[1][clusters].reshape(truth.shape)
    made, axes = row({"Image": image, "Threshold": image > 0, "One feature": values[..., 1],
                      f"Clusters, {(found == truth).mean():.0%} right": found})
    axes[3].images[0].set(cmap=COLOURS, clim=(0, 3))
    return made
