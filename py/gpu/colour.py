"""From values to the pixels of a screen, as an operation on a `Plan` (see `gpu.plan`).

Shaders neither divide nor take logarithms as exactly as a CPU. So the host finds, for each colour, the
smallest float32 that gets it (`steps`), and the GPU compares: whatever the mapping, both give the same bytes.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from gpu.plan import Array, Plan

Scale = Literal["linear", "log"]

#: The number of the largest finite float32, counted from 0.
_LARGEST = 0x7F7FFFFF


def to_rgba(plan: Plan, values: Array, ascending: Array, colours: Array) -> Array:
    """Map values to colours.

    Parameters
    ----------
    plan : Plan
        What the dispatch is added to.
    values : Array of float32
        Of any shape.
    ascending : Array of float32
        Shape (n - 1,): `steps`.
    colours : Array of uint32
        Shape (n,): bytes R, G, B, A in memory, as `livedemo.display.Display.table` returns them.

    Returns
    -------
    Array of uint32
        Shape of `values`, bytes R, G, B, A: ``colours[numpy.searchsorted(ascending, values, side="right")]``.

    Raises
    ------
    ValueError
        If the numbers of steps and colours do not match.
    """
    if len(colours.shape) != 1 or ascending.shape != (colours.size - 1,):
        raise ValueError(f"steps and colours have the shapes {ascending.shape} and {colours.shape}; "
                         "(n - 1,) and (n,) are expected")
    return plan.dispatch("colours_of_values", [values, ascending, colours], values.shape, np.uint32,
                         COUNT=values.size)


def steps(low: float, high: float, colours: int, gamma: float = 1.0, scale: Scale = "linear") -> np.ndarray:
    """Return the smallest float32 that gets the second colour, the third, and so on.

    A value has the position t = (value - low) / (high - low), or log(value / low) / log(high / low), from 0
    to 1, and gets the colour floor(n t^gamma), at most n - 1, of n. With gamma 1 and scale "linear" the
    position is rounded as `livedemo.display.Display.rgba` does for a float32 image, else it is computed in
    float64.

    Parameters
    ----------
    low, high : float
        Values that get the first and the last colour.
    colours : int
        Their number, 2 or more.
    gamma : float
        Exponent, more than 0; less than 1 brightens what is dark.
    scale : {"linear", "log"}
        "log" needs `low` > 0.

    Returns
    -------
    numpy.ndarray of float32
        Shape (colours - 1,), ascending.

    Raises
    ------
    ValueError
        For limits, gamma, scale or a number of colours that are not allowed.
    """
    if scale not in ("linear", "log"):
        raise ValueError(f"scale is {scale!r}; allowed are 'linear' and 'log'")
    if not low < high or (scale == "log" and not low > 0):
        needed = "0 < low < high" if scale == "log" else "low < high"
        raise ValueError(f"the limits are {low} and {high}; {needed} is needed")
    if not gamma > 0:
        raise ValueError(f"gamma is {gamma}; more than 0 is needed")
    if colours < 2:
        raise ValueError(f"the number of colours is {colours}; 2 or more are needed")
    wanted = np.arange(1, colours)
    below, reached = (np.full(wanted.shape, n, np.int64) for n in (-_LARGEST - 1, _LARGEST))
    while (reached - below > 1).any():
        middle = (below + reached) // 2
        far_enough = _position(_float(middle), low, high, colours, gamma, scale) >= wanted
        reached = np.where(far_enough, middle, reached)
        below = np.where(far_enough, below, middle)
    return _float(reached)


def _position(values: np.ndarray, low: float, high: float, colours: int, gamma: float,
              scale: Scale) -> np.ndarray:
    """Return where values lie among the colours, from 0 to their number or beyond."""
    if gamma == 1 and scale == "linear":
        with np.errstate(over="ignore"):
            return np.subtract(values, low, dtype=np.float32) / np.float32((high - low) / colours)
    values = np.maximum(values.astype(np.float64), low)
    part = np.log(values / low) / np.log(high / low) if scale == "log" else (values - low) / (high - low)
    return colours * part**gamma


def _float(number: np.ndarray) -> np.ndarray:
    """Return the n-th float32 above 0, or below it for a negative n."""
    return np.where(number < 0, 0x80000000 - number, number).astype(np.uint32).view(np.float32)
