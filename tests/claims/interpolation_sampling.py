"""Interpolated line profile: length from the line, values by scipy in float64 along it, leg by leg."""
import re

import numpy as np
import pytest
from scipy import ndimage, signal

from claims import N

AVERAGE = {"mean": np.mean, "median": np.median, "max": np.max}
NAMED = {"max": "maximum"}


def claims(arrays, state, pictures):
    picture, width = pictures["image"], max(state["width"], 1)
    corners = np.array(state["line"])
    length = np.linalg.norm(np.diff(corners, axis=0), axis=1).sum()
    if picture.pixel_size:
        yield rf"{N} px \({N} {re.escape(picture.unit)}\) in ", length, length * picture.pixel_size
    else:
        yield f"{N} px in ", length
    profile = arrays["profile"]
    yield f" in {N} samples?, {N} per px", profile.size, state["sampling"]
    if width > 1:
        yield f", {NAMED.get(state['average'], state['average'])} of {N} px across: ", width
    low, high = (_close(value, picture) for value in _limits(picture.array, corners, width, state))
    yield f": {N} to {N}; ", low, high
    fine, beyond = arrays["fine"], 0.0
    if fine.size > 1:
        rate = (fine.size - 1) / (np.ptp(arrays["fine_positions"]) / (picture.pixel_size or 1))
        if rate > state["sampling"] * (1 + 1e-9):
            beyond = 100 * _beyond(fine.astype(float), rate, state["sampling"])
    yield f"; {N} % of the variance has fewer than 2 samples per period", pytest.approx(beyond, abs=0.06)


def _limits(image, corners, width, state):
    """Return the least and the largest value of the profile."""
    places, normals = [], []
    legs = [(a, b) for a, b in zip(corners[:-1], corners[1:], strict=True) if (a != b).any()]
    lengths = [np.linalg.norm(b - a) for a, b in legs]
    if not legs:
        places, normals = [corners[0]], [np.array([1.0, 0.0])]
    for k in range(int(sum(lengths) * state["sampling"] + 1e-9) + 1 if legs else 0):
        left, leg = k / state["sampling"], 0
        while leg < len(legs) - 1 and left >= sum(lengths[: leg + 1]):
            leg += 1
        (a, b), along = legs[leg], left - sum(lengths[:leg])
        direction = (b - a) / lengths[leg]
        places.append(a + along * direction)
        normals.append(np.array([direction[1], -direction[0]]))
    across = (np.arange(width) - (width - 1) / 2)[:, None, None]
    order = int(state["order"])
    values = ndimage.map_coordinates(image.astype(float), np.moveaxis(places + across * normals, -1, 0),
                                     order=order, mode="reflect")
    profile = AVERAGE[state["average"]](values, axis=0)
    return profile.min(), profile.max()


def _close(value, picture):
    """Four digits of a value that was interpolated in float32."""
    scale = float(np.abs(picture.array).max()) or 1.0
    return pytest.approx(value, rel=6e-4, abs=2e-6 * scale)


def _beyond(values, rate, sampling):
    """Return what part of the power is at half the sampling frequency and more, by scipy's periodogram."""
    window = np.hanning(values.size + 2)[1:-1]
    centred = values - np.average(values, weights=window)
    frequency, power = signal.periodogram(centred, rate, window, detrend=False, return_onesided=False)
    power[0] = 0
    if np.ptp(values) <= 2e-6 * np.abs(values).max() or not power.any():
        return 0.0
    return power[np.abs(frequency) >= sampling / 2].sum() / power.sum()
