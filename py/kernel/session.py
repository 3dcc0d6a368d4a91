"""One page and its demo: validate the state, prepare once per image, compute, say what changed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import numpy as np

from imaging import backend
from imaging.typed import TypedError
from livedemo.controls import OWN_IMAGE, ControlError
from livedemo.discovery import Demo
from livedemo.display import Coloured, Display
from livedemo.images import Picture
from livedemo.result import Result
from livedemo.state import clean_state


@dataclass
class Answer:
    """What the page gets: plain data, and arrays that are handed over."""

    fields: dict[str, Any]
    arrays: dict[str, np.ndarray]
    images: dict[str, Coloured]


class Session:
    """The demo of one page.

    Parameters
    ----------
    demo : Demo
        What is shown.
    displays : sequence of Display
        Arrays that the page shows as images.
    sample : callable
        ``await sample(name)`` returns the `Picture` of that name.
    """

    def __init__(self, demo: Demo, displays: Sequence[Display],
                 sample: Callable[[str], Awaitable[Picture]]) -> None:
        self.demo = demo
        self.own: dict[str, Picture] = {}
        self._sample = sample
        self._choice: backend.Choice = "auto"
        self._needed: tuple[str, ...] = ()
        self.rest()
        self.show(displays)

    def rest(self) -> None:
        """Let go of everything that can be computed again."""
        self._stopped = True
        self._key: tuple | None = None
        self._prepared: Any = None
        self._limits: Mapping[str, tuple[float, float]] = {}
        self._pixel: dict[str, Any] | None = None
        self._sent: dict[str, np.ndarray] = {}

    def use(self, demo: Demo, arrays: Iterable[str]) -> None:
        """Compute with an edited version of the demo from now on; each result must have these arrays."""
        self.demo = demo
        self._needed = tuple(arrays)
        self.rest()

    def show(self, displays: Sequence[Display]) -> None:
        """Colour images by `displays` from now on; the next answer has all of them anew."""
        self.displays = [(display, display.table()) for display in displays]
        self._sent = {}

    def set_image(self, control: str, picture: Picture) -> None:
        """Use `picture` for that image control while its value is ``"own"``."""
        if control not in {c.name for c in self.demo.image_inputs}:
            raise ControlError(f"{control!r} is no image control of {self.demo.name}")
        self.own[control] = picture

    async def compute(self, values: Mapping[str, Any], emit: Callable[[Answer], None],
                      choice: backend.Choice = "auto") -> None:
        """Compute the demo for `values` (any subset of the state).

        ``emit(answer)`` gets one answer or, from a demo that yields results, one after the other until it
        ends or `stop` is called. `choice` says where `imaging` may compute.

        Raises
        ------
        ControlError
            If a value is of the wrong kind.
        Exception
            Whatever the demo raises.
        """
        start = time.perf_counter()
        if choice != self._choice:
            self.rest()  # what a demo has kept was computed where it no longer shall be
            self._choice = choice
        with backend.computing(choice) as record:
            state = await self._ready(values)
            self._stopped = False
            async with aclosing(self.demo.results(self._prepared, dict(state))) as results:
                async for result in results:
                    emit(self._answer(result, state, record, start))
                    if self.demo.yields:
                        await asyncio.sleep(0)  # let messages in
                    if self._stopped:
                        return

    async def suggest(self, values: Mapping[str, Any], option: str,
                      choice: backend.Choice = "auto") -> dict[str, Any]:
        """Return the values that the button `option` asks the demo for, in the state `values`.

        Raises
        ------
        NoSuggestion
            If the demo finds none.
        """
        known = {control.name: control for control in self.demo.controls}
        with backend.computing(choice):
            state = await self._ready(values)
            found = await self.demo.suggest(self._prepared, state, option)
        return {name: known[name].clean(value, self._limits.get(name)) for name, value in found.items()}

    def stop(self) -> None:
        """End a computation that yields results after the one that is on its way."""
        self._stopped = True

    def _answer(self, result: Result, state: Mapping[str, Any], record: backend.Record,
                start: float) -> Answer:
        if not isinstance(result, Result):
            raise TypedError(f"compute returned {type(result).__name__}; a Result is expected")
        if lost := [name for name in self._needed if name not in result.arrays]:
            raise TypedError(f"compute returned no array named {lost[0]}, which this page shows")
        fresh = {n: a for n, a in result.arrays.items() if self._sent.get(n) is not a}
        shown = ((d, table) for d, table in self.displays if d.array in fresh)
        images = {d.array: d.coloured(fresh[d.array], table) for d, table in shown}
        self._sent = result.arrays
        fields = {
            "state": state, "summary": result.summary, "suggested": result.suggested,
            "units": result.units, "pixel": self._pixel, "progress": result.progress,
            "limits": dict(self._limits),
            "backend": str(record) or result.backend, "selectable": bool(record.milliseconds),
            "ms": 1000 * (time.perf_counter() - start),
        }
        return Answer(fields, fresh, images)

    async def _ready(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the whole state for `values`, with everything prepared for it."""
        state = clean_state(self.demo.controls, values)
        for control in self.demo.image_inputs:
            if state[control.name] == OWN_IMAGE and control.name not in self.own:
                state[control.name] = control.default
        await self._prepare(state)
        return clean_state(self.demo.controls, state, self._limits)

    async def _prepare(self, state: Mapping[str, Any]) -> None:
        """Prepare for the images of `state`, unless they are those of the last time."""
        pictures = {}
        for control in self.demo.image_inputs:
            name = state[control.name]
            own = self.own[control.name] if name == OWN_IMAGE else None
            pictures[control.name] = own or await self._sample(name)
        key = tuple(pictures.values())
        if self._key is None or any(a is not b for a, b in zip(key, self._key, strict=True)):
            self.rest()
            self._prepared = self.demo.prepare(pictures)
            self._limits = self.demo.limits(self._prepared)
            self._pixel = key[0].pixel() if key else None
            self._key = key
