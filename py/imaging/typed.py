"""Run a function that a person typed, and say where it fails."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import Any

import numpy as np

#: File name of typed code in tracebacks.
FILE = "<typed>"
#: Pixels that a result may have.
MOST = 1 << 24


class TypedError(Exception):
    """What was typed does not work; the message names the line."""


def call(code: str, name: str, argument: Any, names: Mapping[str, Any]) -> Any:
    """Run code that defines a function, and return what the function returns.

    Parameters
    ----------
    code : str
        Python.
    name : str
        Name of the function.
    argument : object
        What it is called with.
    names : mapping
        Names that the code may use besides those that are built in.

    Raises
    ------
    TypedError
        If the code cannot be compiled, raises, or defines no such function.
    """
    scope = dict(names)
    try:
        exec(compile(code, FILE, "exec"), scope)
        function = scope.get(name)
        if not callable(function):
            raise TypedError(f"the code defines no function {name}")
        return function(argument)
    except TypedError:
        raise
    except SyntaxError as error:
        raise TypedError(f"line {error.lineno}: {error.msg}") from None
    except Exception as error:
        raise TypedError(f"{_line(error)}{type(error).__name__}: {error}") from None


def as_image(value: Any) -> np.ndarray:
    """Return what typed code returned as an image.

    Parameters
    ----------
    value : object
        Whatever it is.

    Returns
    -------
    numpy.ndarray
        Shape (rows, columns), of a dtype of numbers that are not complex; booleans as they are.

    Raises
    ------
    TypedError
        If it is no such array, is empty or has more than `MOST` pixels.
    """
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise TypedError(f"the result is no array: {error}") from None
    if array.dtype.kind == "c":
        raise TypedError("the result is complex; take its real part, its absolute value or its angle")
    if array.dtype.kind not in "biuf":
        raise TypedError(f"the result is {type(value).__name__}; a 2-D array of real numbers is expected")
    if array.ndim != 2 or not array.size:
        raise TypedError(f"the result has the shape {array.shape}; (rows, columns) is expected")
    if array.size > MOST:
        raise TypedError(f"the result has {array.size} pixels; allowed are {MOST}")
    return array.astype(np.float32) if array.dtype == np.float16 else array


def _line(error: Exception) -> str:
    """Return "line N: " for the last line of typed code on the way to an error."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE]
    return f"line {lines[-1]}: " if lines else ""
