"""A demo that computes with code that its reader has edited."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType
from typing import Any

from imaging.typed import TypedError, define
from livedemo.discovery import Demo, DemoError, parts

#: Name of the module that edited code is.
MODULE = "edited"


async def edited(demo: Demo, source: str) -> Demo:
    """Return a demo that computes as the code says.

    Parameters
    ----------
    demo : Demo
        The demo as it is: its controls and its panels stay.
    source : str
        Code of a module with ``compute``, and those of ``prepare``, ``limits`` and ``suggest`` that the demo
        has.

    Raises
    ------
    TypedError
        If the code fails, or lacks one of these functions.
    """
    module = ModuleType(MODULE)
    before = sys.modules.get(MODULE)
    sys.modules[MODULE] = module  # where dataclasses look for what annotations name
    try:
        await define(source, vars(module))
        return with_code(demo, vars(module))
    except TypedError:
        if before is not None:
            sys.modules[MODULE] = before
        raise


def with_code(demo: Demo, names: dict[str, Any]) -> Demo:
    """Return a demo that computes with the functions among these names.

    Raises
    ------
    TypedError
        If one of them is missing or of the wrong kind.
    """
    try:
        found = parts(demo.name, names)
    except DemoError as error:
        raise TypedError(str(error)) from None
    lost = [name for name in ("prepare", "limits", "suggest") if name not in names and demo.has(name)]
    if lost:
        raise TypedError(f"the code defines no function {lost[0]}, which this demo needs")
    return replace(demo, **found)
