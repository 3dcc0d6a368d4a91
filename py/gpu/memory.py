"""Buffers on the GPU that live as long as something refers to them."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import Any

import numpy as np

from gpu.api import Api


@dataclass(eq=False)
class Memory:
    """A buffer; it is destroyed when nothing refers to this any more."""

    handle: Any
    nbytes: int


class Pool:
    """Where buffers come from.

    Parameters
    ----------
    api : Api
        What makes them.
    """

    def __init__(self, api: Api) -> None:
        self.api = api
        self.allocated = 0

    def take(self, nbytes: int, readable: bool = False) -> Memory:
        """Return a buffer for shaders, or one that the host can read."""
        memory = Memory(self.api.buffer(nbytes, readable), nbytes)
        self.allocated += nbytes
        finalizer = weakref.finalize(memory, self._give_back, memory.handle, nbytes)
        finalizer.atexit = False  # the device goes by itself
        return memory

    def _give_back(self, handle: Any, nbytes: int) -> None:
        self.allocated -= nbytes
        self.api.destroy(handle)


class Resident:
    """An array that stays on the GPU; its memory is given back when it is no longer referred to.

    Attributes
    ----------
    shape : tuple of int
    dtype : numpy.dtype
    """

    def __init__(self, memory: Memory, shape: tuple[int, ...], dtype: np.dtype) -> None:
        self.memory = memory
        self.shape = shape
        self.dtype = dtype

    @property
    def nbytes(self) -> int:
        """Size in bytes."""
        return self.memory.nbytes
