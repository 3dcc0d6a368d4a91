"""Brightness and contrast: limits in numpy's own terms, pixels beyond them and grey levels counted."""
import numpy as np

from claims import N


def limits(image, state):
    """Return the values of black and white, from the definition of each kind of limits."""
    low, high = image.min(), image.max()
    if state["by"] == "limits":
        return np.interp(state["limits"], [0, 1], [low, high])
    if state["by"] == "pair":
        # ImageJ: at contrast 0.5 the line runs from end to end; its slope goes to 0 at 0, to infinity at 1.
        contrast = state["contrast"]
        angle = contrast if contrast <= 0.5 else 1 - contrast
        width = (high - low) * (0.5 / angle if contrast <= 0.5 else angle / 0.5)
        middle = high - state["brightness"] * (high - low)
        return middle - width / 2, middle + width / 2
    assert state["by"] == "auto"
    return None


def claims(arrays, state, pictures):
    image = pictures["image"].array.astype(np.float64)
    black, white = arrays["limits"]
    known = limits(image, state)
    if known is None:  # no more than that share is beyond, and one more grey level would be too much
        share = state["clip"] / 100
        assert np.mean(image < black) <= share + 1e-12
        assert np.mean(image > white) <= share + 1e-12
        known = black, white
    yield (f"^Black at {N}, white at {N}:", *known)
    if white > black:
        yield f": {N} grey levels per unit; ", 255 / (known[1] - known[0])
    yield f"{N} % of the pixels are below, ", 100 * np.mean(image < black)
    yield f"below, {N} % above; ", 100 * np.mean(image > white)
    yield rf"; {N} of 256 grey levels used\.$", len(np.unique(arrays["displayed"]))
