"""A plan with its buffers and pipelines, ready to run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from gpu.memory import Memory, Pool, Resident
from gpu.plan import Plan


class Program:
    """Runs one plan, again and again.

    Parameters
    ----------
    pool : Pool
        Where its buffers come from.
    plan : Plan
        What it does.
    pipelines : sequence
        The compiled shader of each dispatch.
    """

    def __init__(self, pool: Pool, plan: Plan, pipelines: Sequence[Any]) -> None:
        self._pool, self._plan, self._pipelines = pool, plan, pipelines
        self._memory: dict[int, Memory] = {}
        for key, values in plan.tables.items():
            self._memory[key] = pool.take(values.nbytes)
            pool.api.write(self._memory[key].handle, values)
        slots = plan.slots()
        sizes: dict[int, int] = {}
        for key, slot in slots.items():
            sizes[slot] = max(sizes.get(slot, 0), plan.arrays[key].nbytes)
        scratch = {slot: pool.take(nbytes) for slot, nbytes in sizes.items()}
        self._memory.update({key: scratch[slot] for key, slot in slots.items()})
        self._made = {d.writes for d in plan.dispatches} & {a.key for a in plan.outputs}
        # For what comes from the host and goes there, made when that happens.
        self._exchange: dict[int, Memory] = {}
        self._groups: list[Any] | None = None

    @property
    def nbytes(self) -> int:
        """Memory that it keeps from one run to the next."""
        return sum({id(m): m.nbytes for m in (*self._memory.values(), *self._exchange.values())}.values())

    async def run(self, given: Sequence[np.ndarray | Resident], keep: bool) -> list[Any]:
        """Run the plan and return its outputs, on the GPU if they are to be kept there.

        All of it is written and submitted before anything is waited for: runs of one plan may overlap.
        """
        def work() -> tuple[list[Resident], list[Memory]]:
            commands, results = self._commands(self._memory_for(given, keep), keep)
            return results, submit(self._pool, commands, [] if keep else results)

        results, staging = await self._pool.api.checked(work)
        return results if keep else await collect(self._pool, results, staging)

    def _memory_for(self, given: Sequence[np.ndarray | Resident], keep: bool) -> dict[int, Memory]:
        """Return a buffer for each array of the plan, with what comes from the host written."""
        memory = dict(self._memory)
        for array, value in zip(self._plan.inputs, given, strict=True):
            if isinstance(value, Resident):
                memory[array.key] = value.memory
            else:
                memory[array.key] = self._exchanged(array.key)
                self._pool.api.write(memory[array.key].handle, value)
        for key in self._made:
            memory[key] = self._pool.take(self._plan.arrays[key].nbytes) if keep else self._exchanged(key)
        return memory

    def _exchanged(self, key: int) -> Memory:
        if key not in self._exchange:
            self._exchange[key] = self._pool.take(self._plan.arrays[key].nbytes)
        return self._exchange[key]

    def _commands(self, memory: dict[int, Memory], keep: bool) -> tuple[list[tuple], list[Resident]]:
        commands: list[tuple] = []
        groups = self._bind(memory)
        for dispatch, pipeline, group in zip(self._plan.dispatches, self._pipelines, groups, strict=True):
            if dispatch.zeroed:
                commands.append(("clear", memory[dispatch.writes].handle))
            commands.append(("run", pipeline, group, dispatch.groups))
        results = []
        for array in self._plan.outputs:
            result = memory[array.key]
            if keep and array.key not in self._made:  # what came in goes out: as an array of its own
                result = self._pool.take(array.nbytes)
                commands.append(("copy", memory[array.key].handle, result.handle, array.nbytes))
            results.append(Resident(result, array.shape, array.dtype))
        return commands, results

    def _bind(self, memory: dict[int, Memory]) -> list[Any]:
        """Return bind groups; those for the program's own buffers are kept."""
        own = {**self._memory, **self._exchange}
        foreign = any(own.get(key) is not m for key, m in memory.items())
        if not foreign and self._groups:
            return self._groups
        bind = self._pool.api.bind
        arrays = self._plan.arrays  # scratch buffers may be longer than what lies in them
        groups = [bind(pipeline, [(memory[key].handle, arrays[key].nbytes) for key in (*d.reads, d.writes)])
                  for d, pipeline in zip(self._plan.dispatches, self._pipelines, strict=True)]
        if not foreign:
            self._groups = groups
        return groups


def submit(pool: Pool, commands: Sequence[tuple], wanted: Sequence[Resident]) -> list[Memory]:
    """Submit commands and, after them, copies of what is wanted to buffers that the host can read."""
    staging = [pool.take(array.nbytes, readable=True) for array in wanted]
    copies = [("copy", array.memory.handle, memory.handle, array.nbytes)
              for array, memory in zip(wanted, staging, strict=True)]
    pool.api.submit([*commands, *copies])
    return staging


async def collect(pool: Pool, arrays: Sequence[Resident], staging: Sequence[Memory]) -> list[np.ndarray]:
    """Wait for the copies that `submit` ordered, and return them."""
    results = []
    for array, memory in zip(arrays, staging, strict=True):
        result = np.empty(array.shape, array.dtype)
        await pool.api.read(memory.handle, result)
        results.append(result)
    return results
