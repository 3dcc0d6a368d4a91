"""Get a file, or parts of one, over HTTP, and give up within seconds where nothing answers."""
import http.client
import io
import os
import queue
import ssl
import threading
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path

from sitebuild.console import Progress

CONNECT_SECONDS = 5.0
"""How long to wait for a server's first answer."""
STALL_SECONDS = 30.0
"""How long a running transfer may stand still."""
_BLOCK = 1 << 16

TRANSFER_ERRORS = (OSError, http.client.HTTPException)
"""What a request or a broken transfer raises; urllib.error.URLError is an OSError."""


class Unavailable(Exception):
    """A source does not have a file, or cannot be reached; the message is the reason."""


def open_url(url: str, *, start: int | None = None, method: str = "GET",
             timeout: float = STALL_SECONDS) -> http.client.HTTPResponse:
    """Open ``url``, from byte ``start`` on where given (the answer may ignore that: status 200, not 206)."""
    headers = {"User-Agent": "what-is-an-image-build", "Accept-Encoding": "identity"}
    if start is not None:
        headers["Range"] = f"bytes={start}-"
    request = urllib.request.Request(url, headers=headers, method=method)
    return urllib.request.urlopen(request, timeout=timeout, context=_tls())


@cache
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    # The certificates that pip and others are told to trust, such as those of a school's proxy.
    for variable in ("PIP_CERT", "REQUESTS_CA_BUNDLE"):
        if os.path.isfile(os.environ.get(variable, "")):
            context.load_verify_locations(os.environ[variable])
    return context


def check_reachable(url: str) -> None:
    """Raise Unavailable unless a server answers at ``url``, with whatever status, within seconds.

    A thread waits for the answer: looking up a name, and a host with many addresses, know no time limit.
    """
    answer: queue.Queue[str | None] = queue.Queue()

    def ask() -> None:
        try:
            open_url(url, method="HEAD", timeout=CONNECT_SECONDS).close()
            answer.put(None)
        except urllib.error.HTTPError:
            answer.put(None)
        except TRANSFER_ERRORS as error:
            answer.put(reason(error))

    threading.Thread(target=ask, daemon=True).start()
    try:
        problem = answer.get(timeout=CONNECT_SECONDS + 0.5)
    except queue.Empty:
        problem = f"no answer within {CONNECT_SECONDS:.0f} s"
    if problem:
        raise Unavailable(f"unreachable: {problem}")


def fetch(url: str, path: Path, label: str) -> None:
    """Download ``url`` to ``path``, with progress.

    Raises
    ------
    Unavailable
        If the server does not have it, or the transfer broke twice.
    """
    for attempt in (1, 2):
        try:
            with open_url(url) as answer, path.open("wb") as file:
                length = answer.headers["Content-Length"]
                copy(answer, file, label, int(length) if length else None)
            return
        except urllib.error.HTTPError as error:
            raise Unavailable(f"the server answered {error.code} {error.reason}") from None
        except TRANSFER_ERRORS as error:
            if attempt == 2:
                raise Unavailable(f"the transfer broke off: {reason(error)}") from None


def copy(source: io.BufferedIOBase, target: io.BufferedIOBase, label: str, total: int | None) -> None:
    """Copy a stream with progress; raise OSError when it ends before ``total`` bytes."""
    with Progress(label, total) as progress:
        while block := source.read(_BLOCK):
            target.write(block)
            progress.add(len(block))
        if total is not None and progress.done != total:
            raise OSError(f"{progress.done} of {total} bytes came")


def reason(error: BaseException) -> str:
    """Return what an exception says, or at least its name."""
    return str(getattr(error, "reason", None) or error) or type(error).__name__


class RangeFile(io.RawIOBase):
    """A file on an HTTP server that can be read from any position, for example by zipfile.

    Reading on goes on with the open answer; a jump opens a new one from there.

    Raises
    ------
    Unavailable
        If the server does not serve byte ranges.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._position = 0
        self._answer = self._open(0)
        self._at = 0
        self.size = int(self._answer.headers["Content-Range"].rpartition("/")[2])

    def _open(self, start: int) -> http.client.HTTPResponse:
        answer = open_url(self._url, start=start)
        if answer.status != http.client.PARTIAL_CONTENT:
            answer.close()
            raise Unavailable("the server does not serve parts of files")
        return answer

    def seekable(self) -> bool:
        """Say that positions can be chosen."""
        return True

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def tell(self) -> int:
        """Return the position of the next read."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Choose the position of the next read; costs nothing until then."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise OSError(f"cannot seek to {base + offset}")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: memoryview) -> int:
        """Read into ``buffer``; 0 at the end of the file."""
        wanted = min(len(buffer), self.size - self._position)
        if wanted <= 0:
            return 0
        if self._at != self._position or self._answer.closed:
            self._answer.close()
            self._answer = self._open(self._position)
            self._at = self._position
        count = self._answer.readinto(memoryview(buffer)[:wanted])
        if count == 0:
            raise OSError(f"the transfer broke off at byte {self._position} of {self.size}")
        self._at = self._position = self._position + count
        return count

    def close(self) -> None:
        """Close the open answer."""
        self._answer.close()
        super().close()
