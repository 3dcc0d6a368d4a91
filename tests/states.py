"""States for tests: anything that the controls of a demo allow, the ends of their limits among it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from livedemo.controls import Control, Line, Points
from livedemo.state import State

#: Points are placed from 0 to this, in hundredths of a pixel.
PLANE = 10_000


def states(controls: Sequence[Control]) -> st.SearchStrategy[State]:
    """Return what makes a value for each control, on the steps of its slider, as JSON-compatible data."""
    return st.fixed_dictionaries({control.name: values(control) for control in controls})


def random_states(controls: Sequence[Control], count: int, number: int = 0) -> list[State]:
    """Return `count` states; the same arguments give the same ones."""
    found: list[State] = []

    # One more, as the first is the simplest that there is.
    @seed(number)
    @settings(max_examples=count + 1, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(states(controls))
    def collect(state: State) -> None:
        found.append(state)

    collect()
    return found[-count:]


def values(control: Control) -> st.SearchStrategy[Any]:
    """Return what makes a value of one control."""
    if isinstance(control, Points):  # a Line is one too
        least = max(control.least, 2 if isinstance(control, Line) else 0)
        place = st.integers(0, PLANE).map(lambda hundredths: hundredths / 100)
        most = min(control.most, least + 4)
        return st.lists(st.tuples(place, place).map(list), min_size=least, max_size=most)
    match control.kind:
        case "range":
            return _on_slider(control)
        case "interval":
            return st.lists(_on_slider(control), min_size=2, max_size=2).map(sorted)
        case "choice" | "select":
            return st.sampled_from(list(control.options))
        case "toggle":
            return st.booleans()
        case "actions":
            most = 0 if control.sets or control.starts else 5
            return st.lists(st.sampled_from(list(control.options)), max_size=most)
        case "image":
            return st.sampled_from(control.samples)
        case "code":
            return st.sampled_from([control.default, *control.examples.values()])
    raise ValueError(f"no random value for a control of kind {control.kind!r}")


def _on_slider(control: Any) -> st.SearchStrategy[float]:
    steps = int((control.high - control.low) / control.step)

    def value(step: int) -> float:
        number = control.low + control.step * step
        return number if isinstance(number, int) else round(min(number, control.high), 9)

    return st.one_of(st.integers(0, steps).map(value), st.sampled_from([control.low, control.high]))
