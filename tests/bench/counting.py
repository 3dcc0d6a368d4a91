"""The development server, counting what it sends."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sitebuild import server

#: What the worker fetches; everything else a page needs for its first figure.
PYTHON = ("pyodide/", "kernel/", "samples/")


class _Counted:
    """A connection's output that adds up the bytes of each response."""

    def __init__(self, output: Any, handler: CountingHandler) -> None:
        self._output, self._handler = output, handler

    def write(self, data: bytes) -> int:
        path = getattr(self._handler, "path", "").partition("?")[0].lstrip("/")
        self._handler.server.sent[path] += len(data)
        return self._output.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._output, name)


class CountingHandler(server.Handler):
    """Counts headers and bodies as they are sent, compressed, whoever asks: page or worker."""

    def setup(self) -> None:
        super().setup()
        self.wfile = _Counted(self.wfile, self)


@contextmanager
def serving(root: Path) -> Iterator[server.Server]:
    """Serve a site; ``server.sent`` has the bytes sent by path."""
    with server.make_server(root) as running:
        running.RequestHandlerClass = CountingHandler
        running.sent = Counter()
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()
