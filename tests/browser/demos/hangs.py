"""Hangs

A demo for the tests: once it is told to, it never comes back, the first time.
"""

import numpy as np

from livedemo import Range, Result, Toggle

CONTROLS = (
    Range(name="level", label="Level", default=1, low=0, high=10, step=1),
    Toggle(name="hang", label="Hang"),
)


async def compute(prepared, state):
    """Return a flat picture, or never."""
    while state["hang"]:
        pass
    return Result(f"Level {state['level']}.", picture=np.full((8, 8), state["level"]))


def view(result):
    from livedemo import view as v

    return [v.image(result, "picture", title="Picture")]
