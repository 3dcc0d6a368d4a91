"""The two adapters that every shader is tested on, behind one method: ``gpu.run(operation, array)``."""

from __future__ import annotations

import asyncio
import functools
import inspect
import pickle
import textwrap
import threading
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from browser.chromium import WEBGPU_ARGS, launch
from gpu import device as gpu_device
from gpu.device import Adapter
from sitebuild.server import Handler, Server

HERE = Path(__file__).parent


async def _adapter(device):
    return device.adapter


async def _run(device, operation, *arrays, **options):
    import importlib

    module, name = operation
    return await device.run(getattr(importlib.import_module(module), name), *arrays, **options)


class Gpu:
    """A device somewhere, for code that does not wait.

    Attributes
    ----------
    adapter : gpu.device.Adapter
    """

    adapter: Adapter

    def run(self, operation: Callable[..., Any], *arrays: Any, **options: Any) -> Any:
        """Return what `gpu.device.Device.run` returns for an operation of py/gpu."""
        return self.call(_run, (operation.__module__, operation.__name__), *arrays, **options)

    def call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """Call ``async def function(device, *arguments, **options)`` where the device is.

        Only its text travels: it imports what it uses. Arguments and result are pickled.
        """
        raise NotImplementedError


class NativeGpu(Gpu):
    """wgpu-py in a thread of its own, for an event loop runs in that of Playwright."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._device: gpu_device.Device | None = None
        self.adapter = self.call(_adapter)

    def call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(self._call(function, arguments, options), self._loop).result()

    async def _call(self, function: Callable[..., Any], arguments: tuple, options: dict) -> Any:
        if self._device is None or self._device.lost is not None:
            self._device = await gpu_device.request()
        return await function(self._device, *arguments, **options)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)


class BrowserGpu(Gpu):
    """``navigator.gpu`` of Chromium, driven by Pyodide in a worker."""

    def __init__(self, playwright: Any, site: Path) -> None:
        self.server = _Exchange(site)
        serve = functools.partial(self.server.serve_forever, poll_interval=0.05)
        threading.Thread(target=serve, daemon=True).start()
        self._browser = launch(playwright, WEBGPU_ARGS)
        self.page = self._browser.new_page()
        self.page.set_default_timeout(170_000)
        self.page.goto(self.server.url + "gpu-tests/page.html")
        self.adapter = self.call(_adapter)

    def call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        source = textwrap.dedent(inspect.getsource(function))
        self.server.question = pickle.dumps((source, arguments, options), protocol=5)
        failure = self.page.evaluate("() => ask()")
        if failure:
            raise RuntimeError(failure)
        kind, value = pickle.loads(self.server.answer)
        if kind == "error":
            raise RuntimeError(value)
        return value

    def close(self) -> None:
        self._browser.close()
        self.server.shutdown()
        self.server.server_close()


class _Exchange(Server):
    """Serves the site, the page of the tests, one question and one answer."""

    def __init__(self, site: Path) -> None:
        super().__init__(site, 0, "/", verbose=False)
        self.RequestHandlerClass = _ExchangeHandler
        self.question = self.answer = b""


class _ExchangeHandler(Handler):
    server: _Exchange

    def do_GET(self) -> None:
        name = self.path.removeprefix("/gpu-tests/")
        if name == self.path:
            super().do_GET()
        elif name == "question":
            self._send(self.server.question, "application/octet-stream")
        else:
            types = {".js": "text/javascript", ".html": "text/html", ".py": "text/plain"}
            self._send((HERE / name).read_bytes(), types[Path(name).suffix])

    def do_POST(self) -> None:
        self.server.answer = self.rfile.read(int(self.headers["Content-Length"]))
        self._send(b"", "text/plain")

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
