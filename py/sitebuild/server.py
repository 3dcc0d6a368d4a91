"""The development server: serves a folder as a careful static host would, on 127.0.0.1.

Right types, compressed bodies, ETags, byte ranges, a base path; and our content security policy as a header.
"""
import errno
import html
import os
import re
import sys
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitebuild import BuildError, csp
from sitebuild.console import say
from sitebuild.options import normalise_base_path
from sitebuild.responses import Bodies, accepted_encodings, byte_range, media_type

HOST = "127.0.0.1"
_BLOCK = 1 << 18
_HASHED = re.compile(r"[.-][0-9a-f]{8,}\.\w+$")
_DIGEST = re.compile(r"(^|&)v=[0-9a-f]{8}(&|$)")
_VERSIONED = re.compile(r"-\d+(\.\d+)+.*\.whl$")


class Server(ThreadingHTTPServer):
    """Serves one folder; made by `make_server`."""

    daemon_threads = True
    request_queue_size = 128
    # On Windows the option would let two servers share one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, root: Path, port: int, base_path: str, verbose: bool) -> None:
        self.root = root.resolve()
        self.base_path = base_path
        self.verbose = verbose
        self.bodies = Bodies()
        super().__init__((HOST, port), Handler)

    @property
    def url(self) -> str:
        """Address of the site's first page."""
        return f"http://{HOST}:{self.server_port}{self.base_path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what went wrong, unless it is only that the browser hung up."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # header and body are two writes; Nagle would hold the second back
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        """Answer with the file, a redirect or an error page."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self._answer()

    def _answer(self) -> None:
        url = urlsplit(self.path)
        path = self._find(url.path)
        if path is None:
            if url.path == "/" or url.path + "/" == self.server.base_path:
                self._redirect(self.server.base_path, url.query)
            else:
                self._send_error_page(HTTPStatus.NOT_FOUND)
        elif path.is_dir():
            self._redirect(url.path + "/", url.query)
        else:
            self._send_file(path)

    def _find(self, url_path: str) -> Path | None:
        """Return the file or (without its slash) folder below the root that a URL's path names."""
        base = self.server.base_path
        if not url_path.startswith(base):
            return None
        relative = unquote(url_path[len(base):])
        if "\0" in relative or "\\" in relative:
            return None
        path = (self.server.root / relative.lstrip("/")).resolve()
        if not path.is_relative_to(self.server.root):
            return None
        if not relative or relative.endswith("/"):
            path = path / "index.html"
        return path if path.is_file() or (path.is_dir() and not relative.endswith("/")) else None

    def _redirect(self, location: str, query: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        # More than one slash at the front would be another host's address.
        self.send_header("Location", "/" + location.lstrip("/") + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_file(self, path: Path) -> None:
        status = path.stat()
        etag = f"{status.st_mtime_ns:x}-{status.st_size:x}"
        wanted_range = self.headers["Range"]
        if_range = self.headers["If-Range"]
        if wanted_range and (if_range is None or if_range == f'"{etag}"'):
            self._send_part(path, wanted_range, status.st_size, f'"{etag}"', status.st_mtime)
            return
        accepted = accepted_encodings(self.headers["Accept-Encoding"])
        encoding, body = self.server.bodies.encoded(path, status, accepted)
        etag = f'"{etag}-{encoding}"' if encoding else f'"{etag}"'
        matches = {tag.strip().removeprefix("W/") for tag in (self.headers["If-None-Match"] or "").split(",")}
        if etag in matches or "*" in matches:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self._send_file_headers(path, etag, status.st_mtime)
            self.end_headers()
            return
        self.send_response(HTTPStatus.OK)
        self._send_file_headers(path, etag, status.st_mtime)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        else:
            self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(status.st_size if body is None else len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if body is None:
            self._send_bytes(path, 0, status.st_size)
        else:
            self.wfile.write(body)

    def _send_part(self, path: Path, wanted: str, size: int, etag: str, modified: float) -> None:
        part = byte_range(wanted, size)
        if part is None:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        start, stop = part
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self._send_file_headers(path, etag, modified)
        self.send_header("Content-Range", f"bytes {start}-{stop - 1}/{size}")
        self.send_header("Content-Length", str(stop - start))
        self.end_headers()
        if self.command != "HEAD":
            self._send_bytes(path, start, stop)

    def _send_file_headers(self, path: Path, etag: str, modified: float) -> None:
        self.send_header("Content-Type", media_type(path))
        self.send_header("ETag", etag)
        self.send_header("Last-Modified", formatdate(modified, usegmt=True))
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Cache-Control", cache_control(path, urlsplit(self.path).query))

    def _send_bytes(self, path: Path, start: int, stop: int) -> None:
        with path.open("rb") as file:
            file.seek(start)
            while start < stop and (block := file.read(min(_BLOCK, stop - start))):
                self.wfile.write(block)
                start += len(block)

    def _send_error_page(self, status: HTTPStatus) -> None:
        page = self.server.root / f"{status.value}.html"
        body = page.read_bytes() if page.is_file() else (
            f"<!doctype html><html lang=en><title>{status.value}</title><h1>{status.phrase}</h1>"
            f"<p>There is nothing at {html.escape(self.path)}.").encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Send the policy with everything: a worker is under the policy that came with its script.

        Any page may read any file, as on the usual hosts of static files: a demo in a sandbox needs it.
        """
        self.send_header("Content-Security-Policy", csp.HEADER)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Print one line per request, on request."""
        if self.server.verbose:
            say(f"  {format % args}")


def cache_control(path: Path, query: str = "") -> str:
    """Return how long a browser may use a file without asking again.

    Addresses with a digest of the content, in name or query, never change. Wheels have their version in the
    name, so ten minutes, a static host's usual answer, do no harm. All else may be rebuilt any moment: the
    browser asks, and an ETag spares the transfer.
    """
    if _HASHED.search(path.name) or _DIGEST.search(query):
        return "public, max-age=31536000, immutable"
    if _VERSIONED.search(path.name):
        return "public, max-age=600"
    return "no-cache"


def make_server(root: Path, port: int = 0, base_path: str = "/", verbose: bool = False) -> Server:
    """Return a server for ``root``, listening but not yet answering: call its ``serve_forever``.

    Parameters
    ----------
    root : Path
        Folder to serve.
    port : int
        0 for any free one, which the server's ``url`` then tells.
    base_path : str
        Path below which the folder is mounted.
    verbose : bool
        Whether to print a line per request.

    Raises
    ------
    BuildError
        If the port is taken or not allowed, or ``root`` is not a folder.
    """
    if not root.is_dir():
        raise BuildError(f"{root} is not a folder: build the site first")
    try:
        return Server(root, port, normalise_base_path(base_path), verbose)
    except OSError as error:
        told = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
        raise BuildError(f"port {port} {told}") from error


def serve(root: Path, port: int, base_path: str = "/", verbose: bool = False) -> None:
    """Serve until interrupted, on ``port`` or, where that is taken, on the next free one."""
    server = None
    for candidate in range(port, min(port + 20, 65536)):
        try:
            server = make_server(root, candidate, base_path, verbose)
            break
        except BuildError as error:
            say(f"{error}; trying the next one")
    if server is None:
        raise BuildError(f"no free port from {port} to {candidate}: choose another with --port")
    with server:
        say(f"Serving {server.url}  (Ctrl-C stops)")
        server.serve_forever()
