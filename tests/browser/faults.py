"""A server that fails on purpose, for the paths that a test chooses."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus
from pathlib import Path
from typing import IO

from sitebuild.server import Handler, Server

#: Answers a request, given the handler and what the sound server would have done.
Fault = Callable[["FaultyHandler", Callable[[], None]], None]


class FaultyHandler(Handler):
    """Our handler, except where a fault is set."""

    server: FaultyServer

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Range"]))
        fault = next((f for part, f in self.server.faults.items() if part in self.path), None)
        if fault:
            fault(self, super().do_GET)
        else:
            super().do_GET()


class FaultyServer(Server, AbstractContextManager):
    """Serves `root` under `base_path` on a port of its own while the ``with`` block runs.

    Attributes
    ----------
    faults : dict
        ``{part of a path: fault}``; may be changed at any time.
    asked : list
        (path, Range header or None) of every GET so far.
    """

    def __init__(self, root: Path, base_path: str = "/") -> None:
        super().__init__(root, 0, base_path, verbose=False)
        self.RequestHandlerClass = FaultyHandler
        self.faults: dict[str, Fault] = {}
        self.asked: list[tuple[str, str | None]] = []

    def __enter__(self) -> FaultyServer:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Tampered:
    """A socket's file; the bytes after the header pass through `change`."""

    def __init__(self, file: IO[bytes], change: Callable[[bytes], bytes]) -> None:
        self._file = file
        self._change = change
        self._body = False

    def write(self, data: bytes) -> None:
        self._file.write(self._change(data) if self._body else data)
        self._body = True


def _tamper(handler: FaultyHandler, proceed: Callable[[], None], change: Callable[[bytes], bytes]) -> None:
    sound = handler.wfile
    handler.wfile = _Tampered(sound, change)
    try:
        proceed()
    finally:
        handler.wfile = sound  # the connection may carry the next request as well


def missing(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
    """There is no such file."""
    handler.path = "/not/there"
    proceed()


def held(until: threading.Event) -> Fault:
    """Answer only when `until` is set."""

    def fault(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
        until.wait(timeout=120)
        proceed()

    return fault


def some_times(count: int, fault: Fault) -> Fault:
    """Fail `count` times, then answer as one should."""
    left = [count]

    def sometimes(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
        left[0] -= 1
        if left[0] >= 0:
            fault(handler, proceed)
        else:
            proceed()

    return sometimes


def hang_up(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
    """Close the connection without a word."""
    raise ConnectionResetError


def cut_off(share: float) -> Fault:
    """Send this share of the first block of the body, then close the connection."""

    def fault(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
        sound = handler.wfile

        def cut(data: bytes) -> bytes:
            sound.write(data[: int(share * len(data))])
            sound.flush()
            raise ConnectionResetError

        _tamper(handler, proceed, cut)

    return fault


def damaged(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
    """Send one wrong bit in the middle of every block, of what is not compressed: that could break."""

    def flip(data: bytes) -> bytes:
        middle = len(data) // 2
        return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]

    del handler.headers["Accept-Encoding"]
    _tamper(handler, proceed, flip)


def preceded_by(script: str) -> Fault:
    """Run `script` before what the file holds."""
    return _edited(lambda text: f"{script}\n{text}")


def rewritten(old: str, new: str) -> Fault:
    """Answer with the script in which `old` is replaced."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return _edited(change)


def _edited(change: Callable[[str], str]) -> Fault:
    """Answer with what `change` makes of the script that was asked for."""

    def fault(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
        path = handler.path.partition("?")[0].removeprefix(handler.server.base_path)
        body = change((handler.server.root / path).read_text("utf-8")).encode()
        handler.send_response(HTTPStatus.OK)
        handler.send_header("Content-Type", "text/javascript; charset=utf-8")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return fault


def uncompressed(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
    """Send the file as it lies, as many hosts do."""
    del handler.headers["Accept-Encoding"]
    proceed()


def said_to_be_gzip(handler: FaultyHandler, proceed: Callable[[], None]) -> None:
    """Send NAME.gz as the encoding of something, as some hosts do by its name: the browser unpacks it."""
    path = handler.path.partition("?")[0].removeprefix(handler.server.base_path)
    body = (handler.server.root / path).read_bytes()
    handler.send_response(HTTPStatus.OK)
    handler.send_header("Content-Type", "application/octet-stream")
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
