"""What the build tells the person who started it: one line a step, and a bar for downloads."""
import os
import sys
import time
from types import TracebackType

BAR_WIDTH = 24


def say(text: str) -> None:
    """Print one line about the step that begins."""
    print(text, flush=True)


def error(text: str) -> None:
    """Print what went wrong and what to do about it."""
    print(f"error: {text}", file=sys.stderr, flush=True)


def megabytes(size: int) -> str:
    """Return ``size`` in bytes as a text such as ``"2.9 MB"``."""
    return f"{size / 1e6:.1f} MB" if size >= 50_000 else f"{size / 1e3:.1f} kB"


class Progress:
    """How far one download is: a bar on a terminal, one line at its end elsewhere.

    Parameters
    ----------
    label : str
        What is downloaded, and from where.
    total : int or None
        Its size in bytes, where the server tells it.
    """

    def __init__(self, label: str, total: int | None) -> None:
        self.label = label
        self.total = total
        self.done = 0
        self._bar = sys.stdout.isatty() and os.environ.get("CI") is None
        self._drawn = 0.0

    def add(self, count: int) -> None:
        """Count ``count`` more bytes; redraw at most ten times a second."""
        self.done += count
        if self._bar and time.monotonic() - self._drawn > 0.1:
            self._drawn = time.monotonic()
            self._draw("")

    def _draw(self, end: str) -> None:
        if self.total:
            filled = min(BAR_WIDTH, BAR_WIDTH * self.done // self.total)
            bar = f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] "
            bar += f"{self.done / 1e6:.1f} of {megabytes(self.total)}"
        else:
            bar = megabytes(self.done)
        print(f"\r  {self.label} {bar}", end=end, flush=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._bar:
            self._draw("\n")
        elif kind is None:
            say(f"  {self.label} {megabytes(self.done)}")
