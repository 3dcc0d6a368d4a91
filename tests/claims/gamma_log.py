"""Gamma and logarithm: limits are parts of the image's range, grey levels are counted on the screen."""
import numpy as np

from claims import N


def claims(arrays, state, pictures):
    image = pictures["image"].array.astype(np.float64)
    parts = np.interp(state["limits"], [0, 1], [image.min(), image.max()])
    if state["mapping"] == "gamma":
        yield f"^γ = {N} from", state["gamma"]
    elif state["mapping"] == "log":
        yield f"^Logarithm with offset {N} from", state["offset"]
    else:
        yield ("^Linear from",)
    yield (f"from {N} to {N}: ", *parts)
    displayed = arrays["displayed"]
    yield f"{N} of 256 grey levels used; ", len(np.unique(displayed))
    yield rf"{N} % of the pixels are nearly black \(levels 0 to 15\), ", 100 * np.mean(displayed < 16)
    yield rf"{N} % white\.$", 100 * np.mean(displayed == 255)
