"""A state is always whole and valid."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livedemo import Choice, ControlError, Interval, Range
from livedemo.state import clean_state, default_state
from states import random_states

CONTROLS = (
    Range(name="radius", label="Radius", default=40, low=1, high=500, step=1),
    Interval(name="radii", label="Radii", default=(50, 250), low=1, high=500, step=1),
    Choice(name="mode", label="Mode", default="low", options={"low": "Low", "high": "High"}),
)


def test_nothing_given_is_the_default():
    default = {"radius": 40, "radii": (50, 250), "mode": "low"}
    assert clean_state(CONTROLS, {}) == default_state(CONTROLS) == default


def test_the_order_is_that_of_the_controls():
    assert list(clean_state(CONTROLS, {"mode": "high", "radius": 3})) == ["radius", "radii", "mode"]


@given(st.integers(), st.integers(2, 500))
def test_limits_hold_for_what_is_given_and_for_defaults(radius, high):
    state = clean_state(CONTROLS, {"radius": radius}, {"radius": (1, high), "radii": (1, high)})
    assert 1 <= state["radius"] <= high
    assert max(state["radii"]) <= high


def test_an_unknown_name_is_refused():
    with pytest.raises(ControlError, match="'size' is no control of this demo; it has radius, radii, mode"):
        clean_state(CONTROLS, {"size": 3})


def test_random_states_are_valid_reproducible_and_different():
    states = random_states(CONTROLS, 20, number=4)
    for state in states:
        cleaned = clean_state(CONTROLS, state)
        assert cleaned == state | {"radii": tuple(state["radii"])}
    assert states == random_states(CONTROLS, 20, number=4)
    assert len({str(state) for state in states}) > 15
