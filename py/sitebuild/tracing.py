"""Find out what the demos import, by opening each of them in Pyodide: what ``python build.py trace`` does."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kernel.deferring import DEFERRED
from livedemo import discovery
from sitebuild import ROOT, BuildError, console
from sitebuild.bundles import LIBRARY, MORE, ORDER, STAGES, TRACED, stage_of
from sitebuild.imports import PACKAGE_OF, packages

SCRIPT = ROOT / "web/tools/trace_imports.mjs"
_DEFERRED = frozenset(f"{name.replace('.', '/')}/__init__.pyc" for name in DEFERRED)


@dataclass(frozen=True)
class Seen:
    """What one demo imported, by itself.

    Parameters
    ----------
    stages : tuple of str
        Names of the stages that its start needs, and that all that it does needs.
    start, whole : frozenset of str
        Files of packages, up to its first state and in the end.
    """

    stages: tuple[str, str]
    start: frozenset[str]
    whole: frozenset[str]

    def uses(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return (stage, files) at the start, and in the end."""
        return (self.stages[0], self.start), (self.stages[1], self.whole)


def trace(site: Path) -> dict[str, Any]:
    """Open every demo of a built site in Pyodide, and return what `sitebuild.bundles.TRACED` holds.

    Raises
    ------
    BuildError
        If there is no Node, a package is missing, or a demo raises an error.
    """
    lock = json.loads((site / "pyodide/pyodide-lock.json").read_text("utf-8"))
    known = frozenset(lock["packages"])
    if lost := [name for names in STAGES.values() for name in names if name not in known]:
        raise BuildError(f"nothing is traced without all packages: {', '.join(lost)} is missing")
    node = shutil.which("node")
    if node is None:
        raise BuildError("node was not found on PATH: it is needed to run the demos' Python")
    seen, library = {}, set()
    for name in discovery.names():
        done = subprocess.run([node, str(SCRIPT), str(site), name], text=True, encoding="utf-8",
                              capture_output=True, check=False)
        if done.returncode:
            raise BuildError(f"{name} could not be traced:\n{done.stderr.strip()}")
        found = json.loads(done.stdout)
        start, end = (stage_of(packages(name, (ROOT / "py",), known, early)) for early in (True, False))
        seen[name] = Seen((start, end), *(frozenset(found[when]["packages"]) for when in ("start", "whole")))
        library.update(found["whole"]["library"])
    files, demos = divide(seen)
    return {"files": {LIBRARY: sorted(library), **files}, "demos": demos}


def divide(seen: Mapping[str, Seen]) -> tuple[dict[str, list[str]], dict[str, dict[str, list[str]]]]:
    """Divide what demos imported into bundles.

    A file belongs to the first stage, from that of its package on, of which it holds: of the demos that
    start on this stage or a later one more than half start with that file. A module that is deferred belongs
    to the stage of its package. What belongs to none, or to a later one than some demo that imports it, is in
    the -more of its package.

    Parameters
    ----------
    seen : dict of str to Seen
        By the name of the demo.

    Returns
    -------
    files : dict of str to list of str
        Of each bundle, in order.
    demos : dict of str to dict
        ``{"atStart": [name, ...], "packages": [name, ...]}``: the -more bundles that each demo needs at its
        start, and at any time.
    """
    order = list(STAGES)
    files: dict[str, list[str]] = {name: [] for name in ORDER}
    for file in sorted(set().union(*(one.whole for one in seen.values())), key=_libraries_first):
        own = _stage_of(file)
        if own is None or "dist-info" in file:
            continue
        stage = own if file in _DEFERRED else _started(file, order[order.index(own):], seen.values())
        if stage:
            files[stage].append(file)
        users = [reach for one in seen.values() for reach, used in one.uses() if file in used]
        if not stage or min(map(order.index, users)) < order.index(stage):
            files[own + MORE].append(file)
    demos: dict[str, dict[str, list[str]]] = {}
    for name, one in seen.items():
        needs: list[str] = []
        for when, (stage, used) in zip(("atStart", "packages"), one.uses(), strict=True):
            there = {file for early in order[:order.index(stage) + 1] for file in files[early]}
            needs = [more for more in ORDER
                     if more in needs or (more.endswith(MORE) and (used - there) & set(files[more]))]
            demos.setdefault(name, {})[when] = needs
    return files, demos


def _started(file: str, stages: Sequence[str], seen: Iterable[Seen]) -> str | None:
    """Return the first of these stages of which most demos, with those of later stages, start with a file."""
    for i, stage in enumerate(stages):
        starts = [file in one.start for one in seen if one.stages[0] in stages[i:]]
        if 2 * sum(starts) > len(starts):
            return stage
    return None


def _stage_of(file: str) -> str | None:
    """Return the stage with the package of which this is a file."""
    top = file.partition("/")[0].removesuffix(".libs")
    package = PACKAGE_OF.get(top, top.replace("_", "-"))
    return next((stage for stage, names in STAGES.items() if package in names), None)


def _libraries_first(file: str) -> tuple[bool, str]:
    return ".libs/" not in file, file


def renew(site: Path) -> None:
    """Trace, and keep what was found."""
    found = trace(site)
    TRACED.write_text(json.dumps(found, indent=0) + "\n", "utf-8")
    counts = (f"{name} {len(names)} files" for name, names in found["files"].items())
    console.say("Imported: " + ", ".join(counts))
