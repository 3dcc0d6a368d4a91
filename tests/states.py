"""Random states for tests: anything that the controls of a demo allow, the ends of their limits among it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from livedemo.controls import Control, Line, Points
from livedemo.state import State

#: Points are placed from 0 to this, in pixels.
PLANE = 100.0
#: How often a value is an end of its limits.
EXTREME = 0.15


def random_states(controls: Sequence[Control], count: int, seed: int = 0) -> list[State]:
    """Return `count` states; the same arguments give the same ones."""
    generator = np.random.default_rng(seed)
    return [random_state(controls, generator) for _ in range(count)]


def random_state(controls: Sequence[Control], generator: np.random.Generator) -> State:
    """Return a value for each control, on the steps of its slider, as JSON-compatible data."""
    return {control.name: _value(control, generator) for control in controls}


def _value(control: Control, generator: np.random.Generator) -> Any:
    if isinstance(control, Points):  # a Line is one too
        least = max(control.least, 2 if isinstance(control, Line) else 0)
        count = generator.integers(least, min(control.most, least + 4) + 1)
        return np.round(generator.uniform(0, PLANE, (count, 2)), 2).tolist()
    match control.kind:
        case "range":
            return _on_slider(control, generator)
        case "interval":
            return sorted(_on_slider(control, generator) for _ in range(2))
        case "choice" | "select":
            return str(generator.choice(list(control.options)))
        case "toggle":
            return bool(generator.integers(2))
        case "actions":
            presses = 0 if control.sets or control.starts else generator.integers(5)
            return generator.choice(list(control.options), presses).tolist()
        case "image":
            return str(generator.choice(control.samples))
        case "code":
            return str(generator.choice([control.default, *control.examples.values()]))
    raise ValueError(f"no random value for a control of kind {control.kind!r}")


def _on_slider(control: Any, generator: np.random.Generator) -> float:
    if generator.random() < EXTREME:
        return control.low if generator.integers(2) else control.high
    steps = int((control.high - control.low) / control.step)
    value = control.low + control.step * int(generator.integers(steps + 1))
    return value if isinstance(value, int) else round(min(value, control.high), 9)
