"""What was made last, so that it is neither made nor sent again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Kept:
    """The last thing of each name, for a demo's prepared object: ``kept("grid", size, make)``."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[Hashable, object]] = {}

    def __call__(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make()`` returned for this key; only another key than the last time makes it anew.

        Parameters
        ----------
        name : str
            What it is.
        key : hashable
            All that it depends on, but for what never changes while this object lives.
        make : callable
            Without arguments; what it returns must not be changed.
        """
        last = self._last.get(name)
        if last is None or last[0] != key:
            self._last[name] = last = (key, make())
        return last[1]
