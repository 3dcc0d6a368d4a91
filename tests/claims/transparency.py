"""Transparency: the opacity follows from the map as it was smoothed and laid onto the image."""
import numpy as np
import pytest
from scipy import ndimage

from claims import N


def opacity(arrays, state, smooth):
    """Return the opacity of each pixel, from the values that were laid onto it, in float64."""
    registered, (rows, columns) = arrays["registered"].astype(np.float64), arrays["image"].shape
    edges = [(arrays[f"outline_{axis}"].min(), arrays[f"outline_{axis}"].max()) for axis in ("row", "column")]
    row, column = np.ogrid[:rows, :columns]
    inside = ((row > edges[0][0] - 1e-6) & (row < edges[0][1] - 1e-6)
              & (column > edges[1][0] - 1e-6) & (column < edges[1][1] - 1e-6))
    if state["opacity"] == "constant":
        return state["alpha"] * inside
    part = (registered - smooth.min()) / (np.ptp(smooth) or 1.0)
    if state["softness"] == 0:
        return state["alpha"] * inside * (part > state["threshold"])
    low = state["threshold"] - state["softness"] / 2
    return state["alpha"] * inside * np.clip((part - low) / state["softness"], 0, 1)


def claims(arrays, state, pictures):
    counts = pictures["map"].array
    smooth = ndimage.gaussian_filter(counts.astype(float), state["blur"]) if state["blur"] else counts
    alpha = opacity(arrays, state, smooth.astype(float))
    # At a step, rounding decides for single pixels; a smoothed map has equal pixels only outside.
    differing = np.abs(alpha - arrays["opacity"]) > 1e-3
    assert differing.mean() < 1e-3
    yield (f"^{pictures['map'].title}: mean {N} per pixel, at most {N}; ", counts.mean(), counts.max())
    noun = "first map" if state["two"] else "map"
    half = 100 * np.mean(arrays["opacity"] >= 0.5)
    yield f"the {noun} is at least half opaque on {N} % of the image, ", half
    assert half == pytest.approx(100 * np.mean(alpha >= 0.5), abs=2) or abs(state["alpha"] - 0.5) < 0.01
    yield rf"its mean opacity is {N}\.$", pytest.approx(alpha.mean(), abs=0.006)
