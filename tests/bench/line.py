"""A slow line to a server: CDP's own does not reach a SharedWorker, so the server itself is slow."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

#: Bytes that are sent at once; small enough that connections take turns.
PIECE = 8192


class Line:
    """What all connections to a server share.

    Parameters
    ----------
    rate : float
        Bytes per second, of all connections together.
    delay : float
        Seconds until a response begins.
    clock, sleep : callable
        For tests.
    """

    def __init__(self, rate: float, delay: float, clock: Callable[[], float] = time.monotonic,
                 sleep: Callable[[float], None] = time.sleep) -> None:
        self.rate, self.delay = rate, delay
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._free = 0.0

    def respond(self) -> None:
        """Wait as long as a response is under way."""
        self._sleep(self.delay)

    def send(self, data: bytes, write: Callable[[bytes], object]) -> None:
        """Write in pieces, each when the line has had the time to carry it and all that came before it."""
        view = memoryview(data)
        for start in range(0, len(view), PIECE):
            piece = view[start:start + PIECE]
            with self._lock:
                self._free = max(self._free, self._clock()) + len(piece) / self.rate
                wait = self._free - self._clock()
            if wait > 0:
                self._sleep(wait)
            write(piece)
