"""The development server, counting what it sends, with a bench's own pages and on a slow line if asked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from line import Line

from sitebuild import server

#: What the worker fetches; everything else a page needs for its first figure.
PYTHON = ("pyodide/", "bundles/", "kernel/", "samples/")


class _Counted:
    """A connection's output that adds up the bytes of each response."""

    def __init__(self, output: Any, handler: CountingHandler) -> None:
        self._output, self._handler = output, handler

    def write(self, data: bytes) -> int:
        path = getattr(self._handler, "path", "").partition("?")[0].lstrip("/")
        line = self._handler.server.line
        if line is None:
            self._pass_on(path, data)
        else:
            line.send(data, lambda piece: self._pass_on(path, piece))
        return len(data)

    def _pass_on(self, path: str, data: bytes) -> None:
        self._handler.server.sent[path] += len(data)
        self._output.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._output, name)


class CountingHandler(server.Handler):
    """Counts headers and bodies as they are sent, compressed, whoever asks: page or worker."""

    def setup(self) -> None:
        super().setup()
        self.wfile = _Counted(self.wfile, self)


    def do_GET(self) -> None:
        if self.server.line is not None:
            self.server.line.respond()
        super().do_GET()

    def _find(self, url_path: str) -> Path | None:
        relative = unquote(url_path.removeprefix(self.server.base_path))
        for prefix, folder in self.server.added.items():
            if relative.startswith(prefix):
                path = folder / (relative.removeprefix(prefix) or "index.html")
                return path if path.is_file() else None
        return super()._find(url_path)


@contextmanager
def serving(root: Path, added: Mapping[str, Path] | None = None) -> Iterator[server.Server]:
    """Serve a site; ``server.sent`` has the bytes sent by path.

    Parameters
    ----------
    root : Path
        The site.
    added : mapping of str to Path, optional
        Further folders, by the path below which they are served, with a slash at its end.
    """
    with server.make_server(root) as running:
        running.RequestHandlerClass = CountingHandler
        running.sent = Counter()
        running.added = added or {}
        running.line = None
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@contextmanager
def slow_line(running: server.Server, rate: float, delay: float) -> Iterator[None]:
    """Serve at `rate` bytes per second and `delay` seconds late; see `Line`."""
    running.line = Line(rate, delay)
    try:
        yield
    finally:
        running.line = None
