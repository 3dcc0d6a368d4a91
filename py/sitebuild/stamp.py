"""Whether a folder holds a site that is still what a build would make.

The folder carries a mark that it is ours, the same for the same site wherever it was built. What it was made
from, which depends on the machine, is kept in our cache.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from sitebuild import ROOT
from sitebuild.options import Options

MARK = "build.json"
RECORDS = ROOT / ".cache/built"


class Stamp:
    """The mark of a site's folder, and the record of what it was made from."""

    def __init__(self, folder: Path) -> None:
        self._mark = folder / MARK
        name = hashlib.sha256(folder.resolve().as_posix().encode()).hexdigest()[:16]
        self._record = RECORDS / f"{name}.json"

    @property
    def ours(self) -> bool:
        """Whether the folder is one that a build has begun."""
        return self._mark.is_file()

    def is_current(self, inputs: str) -> bool:
        """Whether the folder holds the finished site of these inputs."""
        if not self.ours or not self._record.is_file():
            return False
        return json.loads(self._record.read_text("utf-8")) == self._made_of(inputs)

    def begin(self) -> None:
        """Say that the folder is ours, and not finished."""
        self._record.unlink(missing_ok=True)
        self._mark.parent.mkdir(parents=True, exist_ok=True)
        self._mark.write_text("{}", "utf-8")

    def finish(self, version: str, inputs: str | None) -> Path:
        """Mark the site as this version and return the mark; with `inputs` the next build may leave it."""
        self._mark.write_text(json.dumps({"version": version}), "utf-8")
        if inputs:
            self._record.parent.mkdir(parents=True, exist_ok=True)
            self._record.write_text(json.dumps(self._made_of(inputs)), "utf-8")
        return self._mark

    def _made_of(self, inputs: str) -> dict[str, str]:
        return {"inputs": inputs, "mark": self._mark.read_text("utf-8")}


def fingerprint(options: Options) -> str:
    """Digest of everything that the site is made of."""
    digest = hashlib.sha256(repr(sorted(vars(options).items())).encode())
    for path in _inputs(options):
        digest.update(path.as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _inputs(options: Options) -> Iterable[Path]:
    folders = [ROOT / name for name in ("py", "shaders", "static", "web")]
    folders += filter(None, (options.demos, options.wheels))
    yield ROOT / "pyproject.toml"
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts):
                yield path
