"""Points of interest of an image, and which of them are the same in another."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

#: Larger images are averaged over squares until no edge is longer than this: time goes with the area.
LONGEST_EDGE = 400
#: Images with a shorter edge have no octaves to search.
SHORTEST_EDGE = 16
#: Percentiles of an image between which contrast is measured, and the least that a keypoint needs.
TAILS, CONTRAST = (0.1, 99.9), 0.04
#: Of more keypoints, those of the coarsest detail are kept.
MOST = 800
#: A match counts if the second best is further away than the best divided by this (Lowe's ratio test).
RATIO = 0.8
#: RANSAC: how far off a pair may be, in pixels of the static image, how many samples, and its random numbers.
TOLERANCE_PX, TRIALS, SEED = 2.0, 500, 1
#: As many pairs have to agree at least: any four fit one projective map, and a few more do so by chance.
FEWEST = 8


@dataclass(frozen=True)
class Keypoints:
    """Places (points, 2), rows and columns; widths (points,) in pixels; descriptors (points, 128)."""

    places: np.ndarray
    widths: np.ndarray
    descriptors: np.ndarray


def sift(image: np.ndarray) -> Keypoints:
    """Find blobs and corners of an image, of any size and direction, and describe what is around them.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real and finite. Above `LONGEST_EDGE` it is averaged over squares first.

    Returns
    -------
    Keypoints
        None of them where the image is too small or too even.

    References
    ----------
    D. G. Lowe, Distinctive image features from scale-invariant keypoints, International Journal of
    Computer Vision 60 (2004) 91-110, doi:10.1023/B:VISI.0000029664.99615.94; `skimage.feature.SIFT`.
    """
    from skimage.feature import SIFT

    none = Keypoints(np.zeros((0, 2)), np.zeros(0), np.zeros((0, 128), np.uint8))
    step = -(-max(image.shape) // LONGEST_EDGE)
    rows, columns = (n // step for n in image.shape)
    if min(rows, columns) < SHORTEST_EDGE:
        return none
    whole = image[: rows * step, : columns * step].astype(np.float64)
    small = whole.reshape(rows, step, columns, step).mean((1, 3))
    low, high = np.percentile(small, TAILS)
    if not high > low:
        return none
    detector = SIFT(upsampling=1, c_dog=CONTRAST)
    try:
        detector.detect_and_extract(np.clip((small - low) / (high - low), 0, 1))
    except RuntimeError:  # that is how it says that there are none
        return none
    kept = np.argsort(-detector.sigmas, kind="stable")[:MOST]
    return Keypoints(step * detector.positions[kept] + (step - 1) / 2, step * detector.sigmas[kept],
                     detector.descriptors[kept])


def agreeing_pairs(moving: Keypoints, static: Keypoints) -> tuple[np.ndarray, int]:
    """Match the keypoints of two images, and keep the pairs that one projective map explains.

    The nearest descriptors are a match if each is the other's nearest, and clearly nearer than the second.
    Random samples of four matches each propose a map, and that with the most followers wins (RANSAC). All
    maps that keep lines straight are projective, so this does not prejudge which of them is needed.

    Parameters
    ----------
    moving, static : Keypoints
        Of the two images.

    Returns
    -------
    pairs : numpy.ndarray
        Shape (pairs, 2): indices of moving and static keypoints; none, if fewer than `FEWEST` agree.
    matches : int
        How many matches there were.
    """
    from skimage.feature import match_descriptors
    from skimage.measure import ransac
    from skimage.transform import ProjectiveTransform

    none = np.zeros((0, 2), int)
    if min(len(moving.places), len(static.places)) < 2:
        return none, 0
    matches = match_descriptors(moving.descriptors, static.descriptors, max_ratio=RATIO, cross_check=True)
    if len(matches) < FEWEST:
        return none, len(matches)
    points = moving.places[matches[:, 0], ::-1], static.places[matches[:, 1], ::-1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of samples that fit nothing
        _, agree = ransac(points, ProjectiveTransform, 4, TOLERANCE_PX, max_trials=TRIALS, rng=SEED)
    if agree is None or agree.sum() < FEWEST:
        return none, len(matches)
    return matches[agree], len(matches)


def spread_out(places: np.ndarray, count: int) -> np.ndarray:
    """Return the indices of `count` places, shape (places, 2), that are far from one another.

    The first is the furthest from the middle of all; each other one is the furthest from those before it.
    """
    chosen: list[int] = []
    distance = np.linalg.norm(places - places.mean(0), axis=1) if len(places) else np.zeros(0)
    for _ in range(min(count, len(places))):
        chosen.append(int(np.argmax(distance)))
        nearest = np.linalg.norm(places - places[chosen[-1]], axis=1)
        distance = nearest if len(chosen) == 1 else np.minimum(distance, nearest)
    return np.array(chosen, int)
