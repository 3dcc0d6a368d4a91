"""The state of a demo: one value for each control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from livedemo.controls import Control, ControlError

State = dict[str, Any]
Limits = Mapping[str, tuple[float, float]]


def default_state(controls: Sequence[Control]) -> State:
    """Return the default of every control by name."""
    return {control.name: control.default for control in controls}


def clean_state(controls: Sequence[Control], values: Mapping[str, Any],
                limits: Limits | None = None) -> State:
    """Return a whole, valid state: `values` clamped to the limits, the default where a value is missing.

    Parameters
    ----------
    controls : sequence of Control
        The demo's controls.
    values : mapping
        Any subset of the state, from a slider, a link or a message.
    limits : mapping, optional
        Narrower limits of single controls, ``{name: (low, high)}``.

    Raises
    ------
    ControlError
        If a name is no control's, or a value is of the wrong type or not among the choices.
    """
    known = {control.name: control for control in controls}
    for name in values:
        if name not in known:
            raise ControlError(f"{name!r} is no control of this demo; it has {', '.join(known)}")
    limits = limits or {}
    return {
        name: control.clean(values.get(name, control.default), limits.get(name))
        for name, control in known.items()
    }
