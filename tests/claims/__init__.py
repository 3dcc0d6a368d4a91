"""Whether the summary of a result is true to its arrays: every number in it, computed again.

For each demo the module of its name has ``claims(arrays, state, pictures)``, which yields
``(pattern, value, ...)``: a regular expression that the summary must contain, and for each of its groups the
number that must stand there, or a `pytest.approx` of it. The values come from the arrays by other means than
the demo's own where there are some. A number that no pattern covers is a failure too, so that nothing is said
unchecked.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from livedemo.images import Picture

_NUMBER = r"[-−]?\d+(?:\.\d+)?(?:e[-+−]?\d+)?"
#: What a pattern may write for a number.
N = f"({_NUMBER})"
#: By this part of itself a value may be beyond the last digit printed: arrays in float32 and other roundings.
ROUNDING = 2e-6


def check(demo: str, summary: str, arrays: Mapping[str, np.ndarray], state: Mapping[str, Any],
          pictures: Mapping[str, Picture]) -> None:
    """Fail unless every number of `summary` is what the arrays say.

    Parameters
    ----------
    demo : str
        Its name.
    summary : str
        What the demo says.
    arrays : mapping of str to numpy.ndarray
        What it returned.
    state : mapping
        The state it was computed for, cleaned.
    pictures : mapping of str to Picture
        The image of each image control.
    """
    module = importlib.import_module(f"claims.{demo.replace('-', '_')}")
    covered = np.zeros(len(summary), bool)
    for pattern, *values in module.claims(arrays, state, pictures):
        found = re.search(pattern, summary)
        assert found, f"{pattern!r} is not in {summary!r}"
        assert found.re.groups == len(values), f"{pattern!r} has not as many groups as values: {values}"
        for text, value in zip(found.groups(), values, strict=True):
            assert agrees(text, value), f"{text} is said, {value} was computed, in {summary!r}"
        covered[slice(*found.span())] = True
    unchecked = [n[0] for n in re.finditer(_NUMBER, summary) if not covered[slice(*n.span())].all()]
    assert not unchecked, f"no claim covers {', '.join(unchecked)} in {summary!r}"


def agrees(text: str, value: Any) -> bool:
    """Return whether `text` is `value`, rounded to the digits that it has."""
    text = text.replace("−", "-")
    if not isinstance(value, (int, float, np.number)):  # pytest.approx, whose type is private
        return float(text) == value
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    last = 10.0 ** (int(exponent or 0) - decimals)
    return abs(float(text) - value) <= 0.5 * last * (1 + 1e-9) + ROUNDING * abs(value)
