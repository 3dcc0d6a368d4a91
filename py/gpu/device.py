"""The one door to the GPU: ``device = await request()``, ``result = await device.run(operation, array)``.

The same code drives wgpu-py (CPython) and ``navigator.gpu`` (Pyodide); what differs lies behind
`gpu.api.Api`.
"""

from __future__ import annotations

import asyncio
import sys
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from gpu.api import Adapter, Api
from gpu.errors import DeviceLost, TooLarge
from gpu.memory import Pool, Resident
from gpu.plan import Dispatch, Plan
from gpu.program import Program, collect, submit
from gpu.shaders import source

#: Memory that plans which do not run keep for the next time, in bytes.
KEPT = 512 << 20
#: Compiled shaders that are kept; those of programs that are kept live on with them.
MOST_PIPELINES = 512


class Device:
    """A GPU.

    Parameters
    ----------
    api : Api
        What drives it; `request` chooses.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._pool = Pool(api)
        self._pipelines: dict[tuple, Any] = {}
        self._programs: OrderedDict[tuple, tuple[Program, bool]] = OrderedDict()

    @property
    def adapter(self) -> Adapter:
        """What computes."""
        return self._api.adapter

    @property
    def lost(self) -> str | None:
        """Why the device is gone, or None."""
        return self._api.lost

    @property
    def allocated(self) -> int:
        """Memory in use, in bytes."""
        return self._pool.allocated

    async def run(self, operation: Callable[..., Any], *arrays: np.ndarray | Resident, keep: bool = False,
                  **options: Any) -> Any:
        """Run an operation and return its result.

        Parameters
        ----------
        operation : callable
            ``operation(plan, *symbolic_arrays, **options)`` returns an `Array` or a tuple of them; it is
            called once for each combination of shapes, types and options.
        *arrays : numpy.ndarray or Resident
            Arrays on the host are uploaded: real numbers as float32, complex ones as complex64, int32 and
            uint32 as they are.
        keep : bool
            Leave the result on the GPU.
        **options : hashable
            For `operation`.

        Returns
        -------
        numpy.ndarray or Resident, or a tuple of them

        Raises
        ------
        GpuError
            One of `gpu.errors`.
        """
        self._check()
        given = [a if isinstance(a, Resident) else _uploadable(a) for a in arrays]
        key = (operation, tuple((a.shape, a.dtype) for a in given), tuple(sorted(options.items())))
        try:
            program, several = await self._program(key)
            results = await program.run(given, keep)
            return tuple(results) if several else results[0]
        except DeviceLost:
            raise
        except Exception:
            self._check()  # whatever fails on a lost device fails because of that
            raise

    async def upload(self, array: np.ndarray) -> Resident:
        """Copy an array to the GPU, to stay there."""
        self._check()
        array = _uploadable(array)
        self._check_size(array.nbytes, array.shape)

        def work() -> Resident:
            memory = self._pool.take(array.nbytes)
            self._api.write(memory.handle, array)
            return Resident(memory, array.shape, array.dtype)

        return await self._api.checked(work)

    async def download(self, array: Resident) -> np.ndarray:
        """Copy an array from the GPU."""
        self._check()
        staging = await self._api.checked(lambda: submit(self._pool, [], [array]))
        (result,) = await collect(self._pool, [array], staging)
        return result

    async def finish(self) -> None:
        """Wait until all that was submitted is done."""
        await self.download(Resident(self._pool.take(4), (1,), np.dtype(np.uint32)))

    def trim(self) -> None:
        """Give back the memory of plans that do not run; compiled shaders stay."""
        self._programs.clear()

    def close(self) -> None:
        """Give the device back; whatever is asked of it later raises `DeviceLost`."""
        self.trim()
        self._pipelines.clear()
        self._api.close()

    def _check(self) -> None:
        if self._api.lost is not None:
            raise DeviceLost(f"the GPU was lost: {self._api.lost}")

    def _check_size(self, nbytes: int, shape: Sequence[int]) -> None:
        if nbytes > self.adapter.largest:
            raise TooLarge(f"an array of shape {tuple(shape)} needs {nbytes / 2**20:.0f} MiB in one piece; "
                           f"{self.adapter.name} allows {self.adapter.largest / 2**20:.0f} MiB")

    async def _program(self, key: tuple) -> tuple[Program, bool]:
        """Return the program of a key, and whether the operation returns several arrays."""
        if key not in self._programs:
            operation, given, options = key
            plan = Plan()
            symbolic = [plan.input(shape, dtype) for shape, dtype in given]
            outputs = operation(plan, *symbolic, **dict(options))
            plan.outputs = outputs if isinstance(outputs, tuple) else (outputs,)
            for array in plan.arrays:
                self._check_size(array.nbytes, array.shape)
            pipelines = await self._compiled(plan.dispatches)
            program = await self._api.checked(lambda: Program(self._pool, plan, pipelines))
            self._programs[key] = (program, isinstance(outputs, tuple))
        self._programs.move_to_end(key)
        while len(self._programs) > 1 and sum(p.nbytes for p, _ in self._programs.values()) > KEPT:
            self._programs.popitem(last=False)
        return self._programs[key]

    async def _compiled(self, dispatches: Sequence[Dispatch]) -> list[Any]:
        """Return the pipeline of each dispatch; those that are missing are compiled side by side."""
        keys = [(d.shader, d.constants) for d in dispatches]
        known = {key: self._pipelines[key] for key in keys if key in self._pipelines}
        missing = list(dict.fromkeys(key for key in keys if key not in known))
        made = await asyncio.gather(*(self._api.pipeline(f"{shader}.wgsl", source(shader), constants)
                                      for shader, constants in missing))
        known.update(zip(missing, made, strict=True))
        self._pipelines.update(known)
        for key in list(self._pipelines)[:-MOST_PIPELINES]:
            del self._pipelines[key]
        return [known[key] for key in keys]


def _uploadable(array: np.ndarray) -> np.ndarray:
    """Return an array as shaders can read it."""
    array = np.asarray(array)
    if array.size == 0:
        raise ValueError(f"an array of shape {array.shape} is empty")
    if array.dtype.kind == "c":
        wanted = np.dtype(np.complex64)
    elif array.dtype in (np.int32, np.uint32):
        wanted = array.dtype
    elif array.dtype.kind in "biuf":
        wanted = np.dtype(np.float32)
    else:
        raise TypeError(f"an array of {array.dtype} is not one of numbers")
    return np.ascontiguousarray(array, wanted)


async def request() -> Device:
    """Return a device of the fastest adapter there is.

    Raises
    ------
    Unavailable
        If there is none; the message says why.
    """
    if sys.platform == "emscripten":
        from gpu import _browser as host
    else:
        from gpu import _native as host
    return Device(await host.request())
