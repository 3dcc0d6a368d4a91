"""What a GPU is to do, as pure data: arrays, and dispatches that make one array of others.

A function that takes a `Plan` and symbolic `Array`s, adds dispatches and returns an `Array` is an operation;
operations are put together by calling one another::

    def smoothed_spectrum(plan, image, weights):
        return fft.rfft2(plan, filters.separable(plan, image, weights))

`gpu.device.Device.run` makes the plan of an operation once per shapes and options, and walks it. No device is
needed to make a plan, and tests look at plans as they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

#: Threads in a workgroup of every shader that maps one thread to one element.
WORKGROUP = 64
#: Workgroups in one dimension of a dispatch that every WebGPU device allows.
MOST_GROUPS = 65535
#: The types that shaders see: f32, vec2f, i32 and u32.
DTYPES = tuple(np.dtype(t) for t in (np.float32, np.complex64, np.int32, np.uint32))


@dataclass(frozen=True)
class Array:
    """An array on the GPU that is yet to be: C order, no gaps.

    Parameters
    ----------
    key : int
        Its number in the plan.
    shape : tuple of int
        Not empty in any direction.
    dtype : numpy.dtype
        One of `DTYPES`.
    """

    key: int
    shape: tuple[int, ...]
    dtype: np.dtype

    @property
    def size(self) -> int:
        """Number of elements."""
        return math.prod(self.shape)

    @property
    def nbytes(self) -> int:
        """Size in bytes."""
        return self.size * self.dtype.itemsize


@dataclass(frozen=True)
class Dispatch:
    """One run of one shader.

    Parameters
    ----------
    shader : str
        Name of the file in shaders/, without ``.wgsl``.
    constants : tuple of (str, float)
        Values of the shader's ``override`` declarations; they are compiled in.
    reads : tuple of int
        Arrays at ``@binding(0)``, ``@binding(1)``, ...
    writes : int
        Array at the binding after those.
    groups : tuple of int
        Number of workgroups in x, y and z.
    zeroed : bool
        Whether the written array is set to 0 first.
    """

    shader: str
    constants: tuple[tuple[str, float], ...]
    reads: tuple[int, ...]
    writes: int
    groups: tuple[int, int, int]
    zeroed: bool = False


@dataclass
class Plan:
    """Arrays and dispatches, in the order in which they were added."""

    arrays: list[Array] = field(default_factory=list)
    inputs: list[Array] = field(default_factory=list)
    tables: dict[int, np.ndarray] = field(default_factory=dict)
    dispatches: list[Dispatch] = field(default_factory=list)
    outputs: tuple[Array, ...] = ()

    def input(self, shape: Sequence[int], dtype: np.dtype | type = np.float32) -> Array:
        """Add an array that is given at every run."""
        array = self._array(shape, dtype)
        self.inputs.append(array)
        return array

    def table(self, values: np.ndarray) -> Array:
        """Add an array that stays as it is, computed on the host; equal tables are one."""
        for key, known in self.tables.items():
            if known.dtype == values.dtype and np.array_equal(known, values):
                return self.arrays[key]
        array = self._array(values.shape, values.dtype)
        self.tables[array.key] = values
        return array

    def dispatch(self, shader: str, reads: Sequence[Array], shape: Sequence[int],
                 dtype: np.dtype | type = np.float32, *, threads: int | None = None,
                 groups: tuple[int, int, int] | None = None, zeroed: bool = False,
                 **constants: float) -> Array:
        """Add a run of a shader and return the array that it makes.

        Parameters
        ----------
        shader : str
            Name of the file in shaders/, without ``.wgsl``.
        reads : sequence of Array
            What it reads, in the order of its bindings.
        shape, dtype
            Of what it writes.
        threads : int, optional
            Number of threads in workgroups of `WORKGROUP`; by default, one for each element written.
        groups : (x, y, z), optional
            Number of workgroups instead, for shaders with workgroups of another form.
        zeroed : bool
            Set what it writes to 0 first.
        **constants : float
            Values of the shader's ``override`` declarations.
        """
        array = self._array(shape, dtype)
        counts = groups or lines_of_groups(array.size if threads is None else threads)
        self.dispatches.append(Dispatch(
            shader, tuple((name, float(value)) for name, value in constants.items()),
            tuple(read.key for read in reads), array.key, counts, zeroed,
        ))
        return array

    def reshape(self, array: Array, shape: Sequence[int], dtype: np.dtype | type | None = None) -> Array:
        """Return another view of the same memory, for the next dispatch."""
        view = Array(array.key, tuple(shape), np.dtype(dtype or array.dtype))
        if view.nbytes != array.nbytes:
            raise ValueError(f"{array.shape} of {array.dtype} is no {view.shape} of {view.dtype}")
        return view

    def slots(self) -> dict[int, int]:
        """Return for each array that is neither input, table nor output the number of its scratch buffer.

        Arrays that are never needed at the same time share one.
        """
        fixed = {a.key for a in (*self.inputs, *self.outputs)} | self.tables.keys()
        last = {key: step for step, d in enumerate(self.dispatches) for key in (*d.reads, d.writes)}
        slots: dict[int, int] = {}
        free: list[int] = []
        for step, dispatch in enumerate(self.dispatches):
            if dispatch.writes not in fixed:
                slots[dispatch.writes] = free.pop() if free else len(set(slots.values()))
            for key in {*dispatch.reads, dispatch.writes}:
                if last[key] == step and key in slots:
                    free.append(slots[key])
        return slots

    def _array(self, shape: Sequence[int], dtype: np.dtype | type) -> Array:
        dtype = np.dtype(dtype)
        if dtype not in DTYPES:
            raise TypeError(f"an array of {dtype} is nothing for a shader; allowed are "
                            f"{', '.join(t.name for t in DTYPES)}")
        shape = tuple(map(int, shape))
        if min(shape, default=1) < 1:
            raise ValueError(f"shape {shape} is empty; every length must be 1 or more")
        array = Array(len(self.arrays), shape, dtype)
        self.arrays.append(array)
        return array


def lines_of_groups(threads: int) -> tuple[int, int, int]:
    """Return workgroups enough for `threads`, in lines of at most `MOST_GROUPS` (see thread_index.wgsl)."""
    groups = -(-threads // WORKGROUP)
    lines = -(-groups // MOST_GROUPS)
    return -(-groups // lines), lines, 1
