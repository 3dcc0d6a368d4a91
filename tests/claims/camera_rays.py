"""Camera pixels: what the arrays of bars and of saturated ones add up to."""
import numpy as np

import demos.camera_rays as module
from claims import N


def claims(arrays, state, pictures):
    electrons, expected = arrays["electrons"], arrays["expected"]
    assert len(electrons) == len(arrays["left"]) == len(arrays["right"]) == len(expected)
    sent = sum(state["photons"] * brightness for _, brightness in module.POINTS)
    yield f"{N} pixels catch {N} of {N} photons", len(electrons), np.sum(expected), sent
    yield f"brightest counts {N} e⁻, at most {N} were expected", np.max(electrons), np.max(expected)
    full = arrays["full_electrons"]
    assert (abs(full - state["full_well"]) <= 7 * state["read_noise"]).all()
    if len(full):
        yield f"; {N} saturated at {N} e⁻", len(full), state["full_well"]
    elif noise := np.hypot(np.sqrt(expected.max()), state["read_noise"]):
        yield f"signal to noise there {N}", expected.max() / noise
