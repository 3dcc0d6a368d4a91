"""Colour maps: scikit-image's CIELAB and CIEDE2000 of the colours that are drawn."""
import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from claims import N
from imaging.colour_maps import TITLES


def claims(arrays, state, pictures):
    values = arrays["values"].astype(np.float64)
    if state["signal"] == "image":
        np.testing.assert_array_equal(values, pictures["image"].array)
    yield (f" from {N} to {N}; ", values.min(), values.max())
    for side in "ab":
        name = TITLES.get(state[f"map_{side}"], "[^:]+")
        lab = rgb2lab(arrays[f"colours_{side}"][:, :3])
        steps = deltaE_ciede2000(lab[:-16], lab[16:])
        # The constants of sRGB differ in the sixth digit from one text to the other.
        light = [pytest.approx(end, abs=0.501) for end in (lab[:, 0].min(), lab[:, 0].max())]
        steps = [pytest.approx(end, abs=0.0501 + 2e-3 * end) for end in (steps.min(), steps.max())]
        yield (f"; {side.upper()}, {name}: L\\* {N} to {N}, steps ΔE {N} to {N}[;.]", *light, *steps)
