"""A host on this machine that plays Pyodide's CDN or a package index, well or badly."""
import hashlib
import io
import os
import socket
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class FakeHost(ThreadingHTTPServer):
    """Serves the bytes in ``files``; ``truncated`` names those it breaks off halfway."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, bytes] = {}
        self.truncated: set[str] = set()
        self.serves_ranges = True
        self.requests: list[tuple[str, str, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def add_project(self, name: str, file_name: str, content: bytes) -> None:
        """List a wheel in the simple index (PEP 503)."""
        self.files[f"/files/{file_name}"] = content
        digest = hashlib.sha256(content).hexdigest()
        self.files[f"/simple/{name}/"] = (
            f'<!doctype html><a href="/files/{file_name}#sha256={digest}">{file_name}</a>').encode()


class _Handler(BaseHTTPRequestHandler):
    server: FakeHost

    def do_GET(self) -> None:
        wanted = self.headers["Range"]
        self.server.requests.append((self.command, self.path, wanted))
        content = self.server.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        start, stop, status = 0, len(content), 200
        if wanted and self.server.serves_ranges:
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            if first:
                start, stop = int(first), int(last) + 1 if last else len(content)
            else:
                start = len(content) - int(last)
            status = 206
        self.send_response(status)
        if self.path.startswith("/simple/"):
            self.send_header("Content-Type", "text/html")
        if self.server.serves_ranges:
            self.send_header("Accept-Ranges", "bytes")
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{stop - 1}/{len(content)}")
        self.send_header("Content-Length", str(stop - start))
        self.end_headers()
        if self.command == "GET":
            if self.path in self.server.truncated:
                stop = (start + stop) // 2
            self.wfile.write(content[start:stop])

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[FakeHost]:
    """A running `FakeHost`."""
    with FakeHost() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def index(host: FakeHost, monkeypatch: pytest.MonkeyPatch) -> FakeHost:
    """A `FakeHost` that pip is configured to use, and nothing else."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", host.url + "simple/")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    return host


@pytest.fixture
def make_wheel():
    """A function that returns the bytes of a valid wheel with extra members."""

    def make(name: str, version: str, members: dict[str, bytes] | None = None) -> bytes:
        info = f"{name}-{version}.dist-info"
        files = {
            **(members or {}),
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": b"",
        }
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in files.items():
                archive.writestr(path, content)
        return result.getvalue()

    return make


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port on which nothing listens; held, so that nobody else takes it."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]
