"""Brotli at its best, remembered between builds because it takes seconds for each megabyte."""

import hashlib
from pathlib import Path

import brotli

from sitebuild import ROOT

CACHE = ROOT / ".cache/brotli"


def brotli_compressed(path: Path) -> bytes:
    """Return the content of a file, compressed by Brotli at quality 11."""
    content = path.read_bytes()
    cached = CACHE / f"{path.name}-{hashlib.sha256(content).hexdigest()[:20]}.br"
    if not cached.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        partial = cached.with_suffix(".part")
        partial.write_bytes(brotli.compress(content, quality=11))
        partial.replace(cached)
    return cached.read_bytes()
