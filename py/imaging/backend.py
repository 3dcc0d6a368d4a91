"""Where an image is computed: on the CPU or on the GPU, whichever was measured to be faster.

Functions of `imaging` that can do both call `choose`. Outside a `computing` block everything runs on the CPU,
so that a script gives the same numbers on every machine. Inside, for ``"auto"``:

- a software adapter (a GPU played by a program on the CPU) means the CPU;
- on a real one, the first call for an operation and a size that cannot be told from earlier ones computes on
  both and takes the time, that of the transfer included. From then on, sizes up to the largest where the CPU
  won run there, sizes from the smallest where the GPU won run on the GPU;
- whatever fails on the GPU is computed on the CPU, and the record says why.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np

if TYPE_CHECKING:
    from gpu.device import Device, Resident

Choice = Literal["auto", "cpu", "gpu"]
CHOICES = ("auto", "cpu", "gpu")
T = TypeVar("T")


@dataclass
class Record:
    """What ran during a `computing` block.

    Attributes
    ----------
    choice : {"auto", "cpu", "gpu"}
        What was asked for.
    milliseconds : dict
        Time by where it was spent, ``{"GPU: name": 1.8}``.
    notes : list of str
        Why something did not run where it was asked to.
    """

    choice: Choice
    milliseconds: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, where: str, milliseconds: float) -> None:
        """Add time that was spent somewhere."""
        self.milliseconds[where] = self.milliseconds.get(where, 0.0) + milliseconds

    def note(self, text: str) -> None:
        """Add a note, unless it is there."""
        if text not in self.notes:
            self.notes.append(text)

    def __str__(self) -> str:
        """Return a line such as ``"GPU: Apple M3, 1.8 ms"``; empty if nothing had a choice."""
        times = (f"{where}, {ms:.{1 if ms < 10 else 0}f} ms" for where, ms in self.milliseconds.items())
        notes = f" ({'; '.join(self.notes)})" if self.notes else ""
        return "; ".join(times) + notes


class Held:
    """An array that the GPU may keep from one call to the next.

    Parameters
    ----------
    array : numpy.ndarray
        On the host; it must not change.
    """

    def __init__(self, array: np.ndarray) -> None:
        self.array = array
        self.finite = bool(np.isfinite(array).all())
        self._on: tuple[Device, Resident] | None = None

    async def on(self, device: Device) -> Resident:
        """Return it on a device; it is uploaded once."""
        if self._on is None or self._on[0] is not device:
            self._on = (device, await device.upload(self.array))
        return self._on[1]


@dataclass
class _Crossover:
    """Sizes, in elements, at which one or the other was faster."""

    cpu_up_to: int = 0
    gpu_from: int | None = None

    def winner(self, size: int) -> Literal["cpu", "gpu"] | None:
        if size <= self.cpu_up_to:
            return "cpu"
        if self.gpu_from is not None and size >= self.gpu_from:
            return "gpu"
        return None

    def learn(self, size: int, cpu: float, gpu: float) -> None:
        if cpu <= gpu:
            self.cpu_up_to = size
        else:
            self.gpu_from = size


class _Gpu:
    """The device that all computations share, asked for when it is first wanted."""

    def __init__(self) -> None:
        self._device: Device | None = None
        self._refused: str | None = None
        self._asking: asyncio.Lock | None = None

    async def device(self, again: bool) -> Device:
        """Return the device; raise GpuError if there is none, or if it was lost and is not wanted `again`."""
        from gpu.device import request
        from gpu.errors import DeviceLost, Unavailable

        self._asking = self._asking or asyncio.Lock()
        async with self._asking:
            if self._device and self._device.lost is not None and not again:
                raise DeviceLost(f"the GPU was lost: {self._device.lost}")
            if self._refused is not None and not again:
                raise Unavailable(self._refused)
            if self._device is None or self._device.lost is not None:
                try:
                    self._device = await request()
                except Unavailable as error:
                    self._refused = str(error)
                    raise
            return self._device

    def trim(self) -> None:
        if self._device and self._device.lost is None:
            self._device.trim()


_record: ContextVar[Record | None] = ContextVar("record", default=None)
_crossovers: dict[str, _Crossover] = {}
_gpu = _Gpu()


@contextmanager
def computing(choice: Choice) -> Iterator[Record]:
    """Say where what is computed inside the ``with`` block may run, and learn where it ran.

    Parameters
    ----------
    choice : {"auto", "cpu", "gpu"}
        ``"gpu"`` uses any adapter there is, a software one too, and asks anew for one that was lost.

    Raises
    ------
    ValueError
        For another choice.
    """
    if choice not in CHOICES:
        raise ValueError(f"the backend is {choice!r}; allowed are {', '.join(map(repr, CHOICES))}")
    token = _record.set(Record(choice))
    try:
        yield _record.get()  # type: ignore[misc]
    finally:
        _record.reset(token)


async def choose(operation: str, arrays: Sequence[np.ndarray | Held], cpu: Callable[[], T],
                 gpu: Callable[[Device], Awaitable[T]], library: str = "scipy") -> T:
    """Compute on the CPU or the GPU.

    Parameters
    ----------
    operation : str
        Whose crossover it is: operations that take other times have other names.
    arrays : sequence of numpy.ndarray or Held
        What is computed from. Their elements together are the size. If one holds NaN or an infinity, the CPU
        computes, for WGSL promises neither.
    cpu : callable
        ``cpu()`` computes here.
    gpu : callable
        ``await gpu(device)`` computes the same on a `gpu.device.Device`.
    library : str
        What computes on the CPU.
    """
    from gpu.errors import GpuError

    record = _record.get() or Record("cpu")
    host = f"CPU: {library}"
    try:
        usable = await _usable(record, arrays)
        if usable is not None:
            where = f"GPU: {usable.adapter.name}"
            if record.choice == "gpu":
                return await _recorded(record, where, gpu(usable))
            size = sum(a.array.size if isinstance(a, Held) else a.size for a in arrays)
            crossover = _crossovers.setdefault(operation, _Crossover())
            winner = crossover.winner(size)
            if winner is None:
                return await _both(record, host, where, crossover, size, cpu, lambda: gpu(usable))
            if winner == "gpu":
                return await _recorded(record, where, gpu(usable))
    except GpuError as error:
        record.note(str(error))
    return await _recorded(record, host, _now(cpu))


async def device() -> Device:
    """Return the GPU whatever it is, for those who measure it; one that was lost is asked for anew.

    Raises
    ------
    gpu.errors.GpuError
        If there is none.
    """
    return await _gpu.device(again=True)


def trim() -> None:
    """Give back the GPU memory that plans keep for their next run."""
    _gpu.trim()


async def _usable(record: Record, arrays: Sequence[np.ndarray | Held]) -> Device | None:
    """Return the device if it comes into question."""
    if record.choice == "cpu":
        return None
    usable = await _gpu.device(again=record.choice == "gpu")
    if record.choice == "auto" and usable.adapter.software:
        return None
    if not all(a.finite if isinstance(a, Held) else np.isfinite(a).all() for a in arrays):
        record.note("the image is not finite everywhere")
        return None
    return usable


async def _both(record: Record, host: str, where: str, crossover: _Crossover, size: int,
                cpu: Callable[[], T], gpu: Callable[[], Awaitable[T]]) -> T:
    """Compute on both, learn which is faster, and return what the faster one gave."""
    await gpu()  # the first run compiles the shaders
    on_gpu, gpu_ms = await _timed(gpu())
    on_cpu, cpu_ms = await _timed(_now(cpu))
    crossover.learn(size, cpu_ms, gpu_ms)
    if crossover.winner(size) == "gpu":
        record.add(where, gpu_ms)
        return on_gpu
    record.add(host, cpu_ms)
    return on_cpu


async def _recorded(record: Record, where: str, work: Awaitable[T]) -> T:
    result, spent = await _timed(work)
    record.add(where, spent)
    return result


async def _timed(work: Awaitable[T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = await work
    return result, 1000 * (time.perf_counter() - start)


async def _now(function: Callable[[], T]) -> T:
    return function()
