"""Run code that a person typed, and say where it fails."""

from __future__ import annotations

import ast
import inspect
import traceback
from collections.abc import Mapping
from typing import Any

import numpy as np

#: File name of typed code in tracebacks.
FILE = "<typed>"
#: Pixels that a result may have.
MOST = 1 << 24


class TypedError(Exception):
    """What was typed does not work; the message names the line, where there is one, and so does `line`."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


async def define(code: str, scope: dict[str, Any]) -> None:
    """Run code as that of a module; at its top it may await.

    Parameters
    ----------
    code : str
        Python.
    scope : dict
        The module's names; what the code defines is put there.

    Raises
    ------
    TypedError
        If the code cannot be compiled, or raises.
    """
    try:
        compiled = compile(code, FILE, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        running = eval(compiled, scope)
        if compiled.co_flags & inspect.CO_COROUTINE:
            await running
    except (Exception, SystemExit) as error:
        raise explained(error) from error


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
    except (Exception, SystemExit) as error:
        raise explained(error) from None


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


def explained(error: BaseException) -> TypedError:
    """Return an error as one of typed code, with the last line of it on the way to the error."""
    if isinstance(error, TypedError):
        return error
    if isinstance(error, SyntaxError) and error.filename == FILE:
        return TypedError(error.msg, error.lineno)
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return TypedError(text, line_of(error))


def line_of(error: BaseException) -> int | None:
    """Return the last line of typed code on the way to an error, None where it is in none."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE]
    return lines[-1] if lines else None
