"""Polynomial transform: residuals and pixels beyond from the coefficients, by scikit-image's transform."""
import re

import numpy as np
import pytest
from skimage import transform

from claims import N

TERMS = {0: 1, 1: 3, 2: 6, 3: 10}


def claims(arrays, state, pictures):
    image, pairs = pictures["image"], min(len(state["source"]), len(state["destination"]))
    degree = int((arrays["power_x"] + arrays["power_y"]).max())
    by_hand = state["by"] == "coefficients"
    if by_hand:
        given = [n for n in TERMS if any(state[f"{axis}{n}{i}"] for axis in "ab" for i in range(n + 1))]
        degree = max(given, default=0)
    yield f"^Degree {N} {'by hand,' if by_hand else 'through'} {N} pairs?[: ]", degree, pairs
    if not by_hand and degree < state["order"]:
        yield rf" \(degree {N} takes {N}, spread over the image\): ", state["order"], TERMS[state["order"]]
    back = transform.PolynomialTransform(arrays["coefficients"])
    source, destination = (np.array(state[name])[:pairs, ::-1] for name in ("source", "destination"))
    left = np.linalg.norm(back(destination) - source, axis=1)
    close = {"rel": 1e-6, "abs": 0.006}  # coefficients in pixels lose digits
    rms, most = np.sqrt(np.mean(left**2)), pytest.approx(left.max(), **close)
    if image.pixel_size:
        real = pytest.approx(rms * image.pixel_size, rel=0.06, abs=1e-6 * image.pixel_size)
        yield (rf": residual {N} px \({N} {re.escape(image.unit)}\) rms, {N} px at most",
               pytest.approx(rms, **close), real, most)
    else:
        yield f": residual {N} px rms, {N} px at most", pytest.approx(rms, **close), most
    if "seen" in image.truth:
        truth = image.truth
        drift = np.stack([np.interp(source[:, 1], np.arange(len(truth["drift"])), d)
                          for d in truth["drift"].T[::-1]], axis=1)
        at = truth["positions"][:, ::-1] - (source + drift - destination).mean(0)
        missed = np.sum((back(at) - truth["seen"][:, ::-1]) ** 2, axis=1)
        yield f", over all columns of the crystal {N} px rms;", pytest.approx(np.sqrt(missed.mean()), **close)
    rows, columns = image.array.shape
    from_x, from_y = back(np.mgrid[:columns, :rows].reshape(2, -1).T.astype(float)).T
    margins = 0.5 + np.min([from_x, columns - 1 - from_x, from_y, rows - 1 - from_y], axis=0)
    # On the very limit rounding decides.
    surely, possibly = (100 * np.mean(margins < limit) for limit in (-1e-4, 1e-4))
    yield (f"; {N} % of the output lies beyond the image",
           pytest.approx((surely + possibly) / 2, abs=(possibly - surely) / 2 + 0.5))
    if by_hand:
        yield from _least(state, image.array.shape, source, destination, degree)
    for name in ("source", "destination"):
        if missing := len(state[name]) - pairs:
            yield f" {N} points? ha(?:s|ve) no partner yet", missing


def _least(state, shape, source, destination, degree):
    """Least squares by the normal equations' pseudo-inverse, of the highest degree that the points fix."""
    middle, half = (np.array(shape[::-1]) - 1) / 2, max(shape) / 2
    u, v = ((destination - middle) / half).T
    for lower in range(degree, -1, -1):
        design = np.stack([u ** (j - i) * v**i for j in range(lower + 1) for i in range(j + 1)], axis=1)
        if len(u) >= TERMS[lower] and np.linalg.cond(design) < 1e5:
            left = (source - destination) - design @ (np.linalg.pinv(design) @ (source - destination))
            least = np.sqrt(np.mean(np.sum(left**2, axis=1)))
            yield f" Least squares of degree {N} leaves {N} px rms", lower, pytest.approx(least, abs=0.006)
            return
