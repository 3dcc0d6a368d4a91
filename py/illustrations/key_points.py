"""SIFT on two frames: matched key points, those that agree on one map, and those that do not."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from skimage.feature import match_descriptors
from skimage.measure import ransac
from skimage.transform import SimilarityTransform

import samples
from illustrations._frames import grey
from illustrations.canvas import figure, picture
from imaging import keypoints


def draw() -> Figure:
    """Draw the frames side by side, with a line for each match."""
    moving, static = (samples.make(name, dose=60).image for name in ("frame-moving", "frame-static"))
    points = keypoints.sift(moving), keypoints.sift(static)
    every = match_descriptors(points[0].descriptors, points[1].descriptors, cross_check=False)
    places = points[0].places[every[:, 0]], points[1].places[every[:, 1]]
    _, agree = ransac(places, SimilarityTransform, 2, keypoints.TOLERANCE_PX, max_trials=500, rng=1)
    made, axes = figure(1000, 390)
    gap = np.full((moving.shape[0], 24), np.nan)
    ax = picture(axes[0, 0], np.hstack([grey(moving), gap, grey(static)]),
                 f"{agree.size} matches, {agree.sum()} agree on one map")
    shift = moving.shape[1] + gap.shape[1]
    for index in np.argsort(agree, kind="stable"):
        (y0, x0), (y1, x1), good = places[0][index], places[1][index], agree[index]
        ax.plot([x0, x1 + shift], [y0, y1], "o-", markersize=5, linewidth=1.5,
                color="#0072b2" if good else "#d55e00")
    return made
