"""What differs between wgpu-py and the browser, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

import numpy as np

from gpu.shaders import Source


@dataclass(frozen=True)
class Adapter:
    """What computes.

    Parameters
    ----------
    name : str
        For a person to read.
    software : bool
        Whether it is a fallback adapter: a program on the CPU.
    largest : int
        Largest array, in bytes.
    """

    name: str
    software: bool
    largest: int


class Api(Protocol):
    """What differs between wgpu-py and the browser. Handles are whatever it likes.

    Every method raises the errors of `gpu.errors`.
    """

    adapter: Adapter
    lost: str | None
    """Why the device is gone, or None."""

    def buffer(self, nbytes: int, readable: bool) -> Any:
        """Make a buffer for shaders, or one that the host can read."""

    def write(self, buffer: Any, array: np.ndarray) -> None:
        """Fill a buffer from its beginning."""

    async def pipeline(self, name: str, text: Source, constants: Sequence[tuple[str, float]]) -> Any:
        """Compile a shader."""

    def bind(self, pipeline: Any, buffers: Sequence[tuple[Any, int]]) -> Any:
        """Make the bind group of a pipeline; of each buffer, shaders see that many bytes."""

    def submit(self, commands: Sequence[tuple]) -> None:
        """Encode and submit, in their order.

        A command is ("clear", buffer), ("copy", source, target, nbytes) or ("run", pipeline, group, counts).
        """

    async def checked(self, work: Callable[[], Any]) -> Any:
        """Call `work`, which does not wait, and return what it returns once nothing has gone wrong in it."""

    async def read(self, buffer: Any, into: np.ndarray) -> None:
        """Wait for a readable buffer and copy it out."""

    def destroy(self, buffer: Any) -> None:
        """Give its memory back."""

    def close(self) -> None:
        """Give the device back."""


def in_passes(commands: Sequence[tuple]) -> Iterator[tuple[bool, Iterator[tuple]]]:
    """Yield runs of shaders together, for one compute pass, and what comes between them apart."""
    return groupby(commands, key=lambda command: command[0] == "run")
