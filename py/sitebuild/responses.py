"""What the development server says about a file: its type, its encodings, the part asked for."""
import gzip
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import brotli

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".wgsl": "text/plain; charset=utf-8",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_ALREADY_COMPRESSED = {".jpg", ".pdf", ".png", ".webp", ".whl", ".woff2"}
_SIBLINGS = {"br": ".br", "gzip": ".gz"}
_WORTH_IT = 0.95
"""A compressed body must be smaller than this part of the plain one: some zips are compressed inside."""


def media_type(path: Path) -> str:
    """Return the Content-Type for a file's name."""
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def accepted_encodings(header: str | None) -> list[str]:
    """Return those of br and gzip that an Accept-Encoding header allows, in our order of preference."""
    allowed = set()
    for item in (header or "").lower().split(","):
        name, _, parameter = (part.strip() for part in item.partition(";"))
        if parameter.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            allowed.add(name)
    return [name for name in _SIBLINGS if name in allowed]


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Return start and stop of the one part that a Range header asks for.

    ``None`` if the file has no such part. Headers with several parts, or in other units, get the whole file.
    """
    unit, _, spec = header.partition("=")
    first, dash, last = spec.strip().partition("-")
    if unit.strip() != "bytes" or not dash or not (first or last) or not (first + last).isdecimal():
        return 0, size
    if not first:
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
    return (start, stop) if start < stop else None


class Bodies:
    """Compressed bodies: built beside the plain file, else made when first asked for and kept in memory."""

    def __init__(self) -> None:
        self._made: dict[tuple[Path, str], tuple[tuple[int, int], bytes | None]] = {}
        self._locks: dict[tuple[Path, str], threading.Lock] = {}
        self._guard = threading.Lock()

    def encoded(self, path: Path, status: os.stat_result,
                encodings: Sequence[str]) -> tuple[str | None, bytes | None]:
        """Return the first useful encoding and its bytes; two ``None`` for the plain file."""
        if path.suffix.lower() in _ALREADY_COMPRESSED or status.st_size < 200:
            return None, None
        for encoding in encodings:
            body = self._body(path, (status.st_mtime_ns, status.st_size), encoding)
            if body is not None:
                return encoding, body
        return None, None

    def _body(self, path: Path, version: tuple[int, int], encoding: str) -> bytes | None:
        key = (path, encoding)
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:  # so that two requests at once compress a file only once
            made = self._made.get(key)
            if made is None or made[0] != version:
                made = self._made[key] = (version, _compressed(path, encoding))
            return made[1]


def _compressed(path: Path, encoding: str) -> bytes | None:
    built = path.with_name(path.name + _SIBLINGS[encoding])
    if built.is_file() and built.stat().st_mtime >= path.stat().st_mtime:
        return built.read_bytes()
    plain = path.read_bytes()
    # Level 5 of 11 takes 0.4 s for Pyodide's 10 MB and is 15 % larger than the best, which takes 30 s.
    body = brotli.compress(plain, quality=5) if encoding == "br" else gzip.compress(plain, 6)
    return body if len(body) < _WORTH_IT * len(plain) else None
