"""The output folder, and addresses in it that change with what they lead to."""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path
from typing import Any

from sitebuild.compression import has_siblings

_LINK = re.compile(r'(?P<start>\s(?:href|src)=")(?P<path>[^"?#:]+\.(?:js|css|json|webp|svg))"')
_DIGITS = 8


def entry(path: Path) -> dict[str, Any]:
    """Return what the browser is told of a file: size, SHA-256, and `packed` if NAME.gz lies beside it."""
    data = path.read_bytes()
    packed = {"packed": True} if has_siblings(path) else {}
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), **packed}


class Output:
    """A folder that remembers what was written to it, so that leftovers of earlier builds can go.

    An `address` carries a digest of the file's content, ``name.js?v=0123abcd``: a host may let browsers keep
    it for ever, and a page never mixes files of two builds by taking an old one from a cache.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: set[Path] = set()

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, unless it already is what it should be."""
        target = self.root / path
        data = content.encode() if isinstance(content, str) else content
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_bytes() != data:
            target.write_bytes(data)
        self.written.add(target)

    def keep(self, folder: str) -> None:
        """Keep what somebody else wrote into a folder."""
        self.written.update(path for path in (self.root / folder).rglob("*") if path.is_file())

    def sweep(self) -> None:
        """Remove what this build did not write."""
        for path in sorted(self.root.rglob("*"), reverse=True):
            if path.is_file() and path not in self.written:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()

    def address(self, path: str) -> str:
        """Return the address, below the site's root, of a file that has been written.

        web/kernel/fetching.js makes the same from the manifest.
        """
        digest = hashlib.sha256((self.root / path).read_bytes()).hexdigest()
        return f"{path}?v={digest[:_DIGITS]}"

    def linked(self, html: str, folder: str = "") -> str:
        """Return a page of `folder` in which scripts, styles and data of this site have their `address`."""
        def link(match: re.Match) -> str:
            path = posixpath.normpath(posixpath.join(folder, match["path"]))
            if self.root / path not in self.written:
                return match[0]
            query = self.address(path).removeprefix(path)
            return f'{match["start"]}{match["path"]}{query}"'

        return _LINK.sub(link, html)
