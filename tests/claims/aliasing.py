"""Aliasing: among all frequencies with the same samples, the slowest is looked for."""
import numpy as np
import pytest

from claims import N

MULTIPLES = {"sin": 1.0, "cos": 1.0, "half": 0.5}
AHEAD = {"sin": 0.0, "cos": 90.0, "half": 0.0}


def claims(arrays, state, pictures):
    rate, names = state["rate"], state["signals"].split("-")
    yield f"^{N} samples per frame, {N} % of f: ", rate, 100 * rate / state["frequency"]
    last = {MULTIPLES[name] * state["frequency"]: name for name in names}
    for f, name in last.items():
        share = np.sinc(f / rate)
        left = f" at {N} % of the amplitude" if state["prefilter"] == "average" else ""
        values = (100 * abs(share),) if left else ()
        if state["prefilter"] == "ideal" and f >= rate / 2:
            yield (f"(?<![0-9.]){_written(f)} cycles are taken out",)
        elif f == rate / 2:
            seen = 100 * abs(np.sin(np.deg2rad(state["phase"] + AHEAD[name])))
            yield f"(?<![0-9.]){_written(f)} cycles have two samples each, {N} % is seen", seen
        elif f < rate / 2:
            yield f"(?<![0-9.]){_written(f)} cycles are seen as they are{left}", *values
        else:
            yield f"(?<![0-9.]){_written(f)} cycles look like {N}{left}", abs(_alias(f, rate)), *values
    tilt = np.deg2rad(state["angle"])
    stripes = state["frequency"] * MULTIPLES[names[0]]
    down, right = (_alias(f, rate) for f in (stripes * np.sin(tilt), stripes * np.cos(tilt)))
    seems = f"Stripes in the image: {N} cycles at {N}° look "
    if np.hypot(down, right) < 1e-9:
        yield rf"{seems}even\.$", stripes, state["angle"]
        return
    angle = np.rad2deg(np.arctan2(down, right))
    # Stripes have no sense of direction, and at the limits of -90° to 90° rounding decides.
    angle = min((angle - 180, angle, angle + 180), key=lambda a: (abs(a) > 90.5, abs(a - state["angle"])))
    yield (rf"{seems}like {N} at {N}°\.$", stripes, state["angle"], np.hypot(down, right),
           pytest.approx(angle, abs=0.51))


def _alias(f, rate):
    """Return the frequency of least magnitude among f - k rate."""
    same = f - rate * np.arange(-100, 101)
    return same[np.abs(same).argmin()]


def _written(f):
    return f"{f:.3g}".replace(".", r"\.")
