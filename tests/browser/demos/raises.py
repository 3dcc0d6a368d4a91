"""Raises

A demo for the tests: Python raises above level 5.
"""

import numpy as np

from livedemo import Range, Result

CONTROLS = (Range(name="level", label="Level", default=1, low=0, high=10, step=1),)


async def compute(prepared, state):
    """Return a ramp, or raise."""
    if state["level"] > 5:
        raise ZeroDivisionError(f"level {state['level']} is too much")
    return Result(f"Level {state['level']}.", picture=state["level"] * np.arange(64.0).reshape(8, 8))


def view(result):
    from livedemo import view as v

    return [v.image(result, "picture", title="Picture")]
