"""A slow processor for a browser: CDP's own slows the main thread of pages only, so the system does it.

Linux's control groups share out processor time: the browser with all its processes and threads gets a part of
what the machine has. A thread that runs alone can have all of it; at a start, threads seldom run alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext

#: Where the processor is shared out, in version 1 and in version 2 of control groups.
_FOLDERS = Path("/sys/fs/cgroup/cpu"), Path("/sys/fs/cgroup")
#: Microseconds for which a share is counted.
PERIOD = 20_000


def can_slow() -> bool:
    """Whether this system lets us share out processor time."""
    folder = _folder()
    return folder is not None and os.access(folder, os.W_OK)


@contextmanager
def slowed(context: BrowserContext, factor: float) -> Iterator[None]:
    """Let a browser have one part in `factor` of the time of all processors. The server is not slowed."""
    top = _folder()
    group = top / f"livedemo-{os.getpid()}"
    group.mkdir()
    try:
        quota = round(PERIOD * (os.cpu_count() or 1) / factor)
        if (group / "cpu.max").exists():
            (group / "cpu.max").write_text(f"{quota} {PERIOD}")
        else:
            (group / "cpu.cfs_period_us").write_text(str(PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        _move(_processes(context), group)
        try:
            yield
        finally:
            _move(map(int, (group / "cgroup.procs").read_text().split()), top)
    finally:
        group.rmdir()


def _folder() -> Path | None:
    return next((folder for folder in _FOLDERS if (folder / "cgroup.procs").exists()), None)


def _move(processes: Iterator[int], group: Path) -> None:
    for process in processes:
        try:
            (group / "cgroup.procs").write_text(str(process))
        except ProcessLookupError:  # it has ended
            continue


def _processes(context: BrowserContext) -> Iterator[int]:
    """Yield the processes of a browser; whatever they start later has the same share."""
    session = context.browser.new_browser_cdp_session()
    told = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    own = os.getpgid(next(process["id"] for process in told if process["type"] == "browser"))
    if own == os.getpgrp():
        raise RuntimeError("the browser is in the bench's own group of processes")
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and os.getpgid(int(entry.name)) == own:
                yield int(entry.name)
        except ProcessLookupError:
            continue
