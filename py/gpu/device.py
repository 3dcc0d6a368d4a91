"""The one door to the GPU: ``device = await request()``, ``result = await device.run(operation, array)``.

The same code drives wgpu-py (CPython) and ``navigator.gpu`` (Pyodide); what differs lies behind `Api`.
"""

from __future__ import annotations

import sys
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from gpu.errors import DeviceLost, TooLarge
from gpu.plan import Dispatch, Plan
from gpu.shaders import Source, source

#: Memory that plans which do not run keep for the next time, in bytes.
KEPT = 512 << 20


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


class Resident:
    """An array that stays on the GPU; its memory is given back when it is no longer referred to.

    Attributes
    ----------
    shape : tuple of int
    dtype : numpy.dtype
    """

    def __init__(self, memory: _Memory, shape: tuple[int, ...], dtype: np.dtype) -> None:
        self._memory = memory
        self.shape = shape
        self.dtype = dtype

    @property
    def nbytes(self) -> int:
        """Size in bytes."""
        return self._memory.nbytes


class _Memory:
    """A buffer that is destroyed when nothing refers to it any more."""

    def __init__(self, device: Device, nbytes: int, readable: bool = False) -> None:
        self.handle = device._api.buffer(nbytes, readable)
        self.nbytes = nbytes
        device._allocated[0] += nbytes
        weakref.finalize(self, _give_back, device._api, self.handle, device._allocated, nbytes)


def _give_back(api: Api, handle: Any, allocated: list[int], nbytes: int) -> None:
    allocated[0] -= nbytes
    api.destroy(handle)


class Device:
    """A GPU.

    Parameters
    ----------
    api : Api
        What drives it; `request` chooses.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._allocated = [0]
        self._pipelines: dict[tuple, Any] = {}
        self._programs: OrderedDict[tuple, _Program] = OrderedDict()

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
        return self._allocated[0]

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
            program = await self._program(key)
            return await program.run(given, keep)
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
            memory = _Memory(self, array.nbytes)
            self._api.write(memory.handle, array)
            return Resident(memory, array.shape, array.dtype)

        return await self._api.checked(work)

    async def download(self, array: Resident) -> np.ndarray:
        """Copy an array from the GPU."""
        self._check()
        staging = await self._api.checked(lambda: self._submit([], [array]))
        (result,) = await self._collect([array], staging)
        return result

    async def finish(self) -> None:
        """Wait until all that was submitted is done."""
        await self.download(Resident(_Memory(self, 4), (1,), np.dtype(np.uint32)))

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

    async def _program(self, key: tuple) -> _Program:
        program = self._programs.get(key)
        if program is None:
            operation, given, options = key
            plan = Plan()
            symbolic = [plan.input(shape, dtype) for shape, dtype in given]
            outputs = operation(plan, *symbolic, **dict(options))
            plan.outputs = outputs if isinstance(outputs, tuple) else (outputs,)
            pipelines = [await self._pipeline(d) for d in plan.dispatches]
            for array in plan.arrays:
                self._check_size(array.nbytes, array.shape)
            several = isinstance(outputs, tuple)
            program = await self._api.checked(lambda: _Program(self, plan, pipelines, several))
            self._programs[key] = program
        self._programs.move_to_end(key)
        while len(self._programs) > 1 and sum(p.nbytes for p in self._programs.values()) > KEPT:
            self._programs.popitem(last=False)
        return program

    async def _pipeline(self, dispatch: Dispatch) -> Any:
        key = (dispatch.shader, dispatch.constants)
        if key not in self._pipelines:
            text = source(dispatch.shader)
            name = f"{dispatch.shader}.wgsl"
            self._pipelines[key] = await self._api.pipeline(name, text, dispatch.constants)
        return self._pipelines[key]

    def _submit(self, commands: Sequence[tuple], wanted: Sequence[Resident]) -> list[_Memory]:
        """Submit commands and, after them, copies of what is wanted to buffers that the host can read."""
        staging = [_Memory(self, array.nbytes, readable=True) for array in wanted]
        copies = [("copy", array._memory.handle, memory.handle, array.nbytes)
                  for array, memory in zip(wanted, staging, strict=True)]
        self._api.submit([*commands, *copies])
        return staging

    async def _collect(self, arrays: Sequence[Resident], staging: Sequence[_Memory]) -> list[np.ndarray]:
        results = []
        for array, memory in zip(arrays, staging, strict=True):
            result = np.empty(array.shape, array.dtype)
            await self._api.read(memory.handle, result)
            results.append(result)
        return results


class _Program:
    """A plan with its buffers and pipelines, ready to run."""

    def __init__(self, device: Device, plan: Plan, pipelines: Sequence[Any], several: bool) -> None:
        self._device, self._plan, self._several = device, plan, several
        self._pipelines = pipelines
        self._memory: dict[int, _Memory] = {}
        self._uploads: dict[int, _Memory] = {}
        for key, values in plan.tables.items():
            self._memory[key] = _Memory(device, values.nbytes)
            device._api.write(self._memory[key].handle, values)
        slots = plan.slots()
        sizes: dict[int, int] = {}
        for key, slot in slots.items():
            sizes[slot] = max(sizes.get(slot, 0), plan.arrays[key].nbytes)
        scratch = {slot: _Memory(device, nbytes) for slot, nbytes in sizes.items()}
        self._memory.update({key: scratch[slot] for key, slot in slots.items()})
        made = {d.writes for d in plan.dispatches}
        self._outputs = {a.key: _Memory(device, a.nbytes) for a in plan.outputs if a.key in made}
        self._groups: dict[tuple[int, ...], list[Any]] = {}

    @property
    def nbytes(self) -> int:
        """Memory in use."""
        return sum({id(m): m.nbytes for m in (*self._memory.values(), *self._uploads.values(),
                                              *self._outputs.values())}.values())

    async def run(self, given: Sequence[np.ndarray | Resident], keep: bool) -> Any:
        device = self._device

        def work() -> tuple[list[Resident], list[_Memory]]:
            commands, results = self._commands(self._memory_for(given, keep), keep)
            return results, device._submit(commands, [] if keep else results)

        # All of it is written and submitted before anything is waited for: runs of one plan may overlap.
        results, staging = await device._api.checked(work)
        values = results if keep else await device._collect(results, staging)
        return tuple(values) if self._several else values[0]

    def _memory_for(self, given: Sequence[np.ndarray | Resident], keep: bool) -> dict[int, _Memory]:
        """Return a buffer for each array of the plan, with what comes from the host written."""
        memory = dict(self._memory)
        for array, value in zip(self._plan.inputs, given, strict=True):
            if isinstance(value, Resident):
                memory[array.key] = value._memory
                continue
            if array.key not in self._uploads:
                self._uploads[array.key] = _Memory(self._device, array.nbytes)
            memory[array.key] = self._uploads[array.key]
            self._device._api.write(memory[array.key].handle, value)
        for key, own in self._outputs.items():
            memory[key] = _Memory(self._device, own.nbytes) if keep else own
        return memory

    def _commands(self, memory: dict[int, _Memory], keep: bool) -> tuple[list[tuple], list[Resident]]:
        commands: list[tuple] = []
        groups = self._bind(memory)
        for dispatch, pipeline, group in zip(self._plan.dispatches, self._pipelines, groups, strict=True):
            if dispatch.zeroed:
                commands.append(("clear", memory[dispatch.writes].handle))
            commands.append(("run", pipeline, group, dispatch.groups))
        results = []
        for array in self._plan.outputs:
            result = memory[array.key]
            if keep and array.key not in self._outputs:  # what came in goes out: as an array of its own
                result = _Memory(self._device, array.nbytes)
                commands.append(("copy", memory[array.key].handle, result.handle, array.nbytes))
            results.append(Resident(result, array.shape, array.dtype))
        return commands, results

    def _bind(self, memory: dict[int, _Memory]) -> list[Any]:
        """Return bind groups; those for the plan's own buffers are kept."""
        own = {**self._memory, **self._uploads, **self._outputs}
        foreign = any(own.get(key) is not m for key, m in memory.items())
        if not foreign and self._groups:
            return self._groups[()]
        bind = self._device._api.bind
        arrays = self._plan.arrays  # scratch buffers may be longer than what lies in them
        groups = [bind(pipeline, [(memory[key].handle, arrays[key].nbytes) for key in (*d.reads, d.writes)])
                  for d, pipeline in zip(self._plan.dispatches, self._pipelines, strict=True)]
        if not foreign:
            self._groups[()] = groups
        return groups


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
