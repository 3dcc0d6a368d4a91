"""Bundles: of the standard library and of each package only what the demos import, in one stored zip a stage.

A demo needs the bundles up to its stage: NumPy's, SciPy's or scikit-image's. Which files are in them says
traced.json, which ``python build.py trace`` renews. Whatever else the full archives hold is fetched when it
is imported; for that the worker gets an index of the modules.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitebuild import ROOT, BuildError
from sitebuild.supply import STANDARD_LIBRARY

#: Packages of each stage; a stage builds on those before it. The others are loaded whole, when asked for.
STAGES = {"numpy": ("numpy",), "scipy": ("scipy",),
          "scikit-image": ("scikit-image", "lazy-loader", "packaging")}
TRACED = ROOT / "py/sitebuild/traced.json"
LIBRARY = "library"
INDEX = "index.json"
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Bundles:
    """What a site gets.

    Parameters
    ----------
    files : dict of str to bytes
        Content by path in the site.
    stages : list of dict
        For the worker: ``{"name", "file", "packages"}`` of each stage that there is, in order.
    """

    files: Mapping[str, bytes]
    stages: Sequence[Mapping[str, object]]


def stage_of(packages: Iterable[str]) -> str:
    """Return the first stage that has all of these packages, as far as there are stages for them."""
    wanted, found = set(packages), next(iter(STAGES))
    for stage, its in STAGES.items():
        if wanted & set(its):
            found = stage
    return found


def make(folder: Path, lock: Mapping, traced: Mapping[str, Sequence[str]] | None = None) -> Bundles:
    """Make the bundles of what a site has, and the index of modules.

    Parameters
    ----------
    folder : Path
        The folder ``pyodide`` of the site, with the standard library and the wheels.
    lock : dict
        The site's lock.
    traced : dict of str to sequence of str, optional
        Files by stage, and those of the standard library; `TRACED` without it.

    Raises
    ------
    BuildError
        If a file that was traced is in no archive any more: the trace is older than the packages.
    """
    traced = traced or json.loads(TRACED.read_text("utf-8"))
    archives = {name: _contents(folder / entry["file_name"]) for name, entry in lock["packages"].items()}
    library = _contents(folder / STANDARD_LIBRARY)
    every = {name: data for files in archives.values() for name, data in files.items()}
    there = {stage: packages for stage, packages in STAGES.items() if set(packages) <= archives.keys()}
    bundled = {name for stage in there for name in traced[stage]}
    whole = {LIBRARY: _modules(library.keys() - set(traced[LIBRARY]))}
    for name, files in archives.items():
        rest = _modules(files.keys() - bundled)
        in_stages = any(name in packages for packages in there.values())
        whole[name] = rest if in_stages else sorted({module.partition(".")[0] for module in rest})
    index = {"whole": whole, "stages": {stage: _modules(traced[stage]) for stage in there}}
    files = {f"bundles/{LIBRARY}.zip": _stored(traced[LIBRARY], library),
             **{f"bundles/{stage}.zip": _stored(traced[stage], every) for stage in there},
             f"bundles/{INDEX}": json.dumps(index, separators=(",", ":")).encode()}
    stages = [{"name": stage, "file": f"bundles/{stage}.zip", "packages": packages}
              for stage, packages in there.items()]
    return Bundles(files, stages)


def _contents(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as content:
        return {info.filename: content.read(info) for info in content.infolist() if not info.is_dir()}


def _stored(names: Sequence[str], files: Mapping[str, bytes]) -> bytes:
    """Return a stored zip: servers compress it as a whole, and the worker takes its parts as they lie."""
    if lost := [name for name in names if name not in files]:
        raise BuildError(f"{TRACED.name} names {lost[0]}, which the packages no longer have: "
                         "run python build.py trace")
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, _DATE), files[name])
    return result.getvalue()


def _modules(files: Iterable[str]) -> list[str]:
    """Return the names of the modules that these files are."""
    found = set()
    for name in files:
        path, _, file = name.rpartition("/")
        stem, _, suffix = file.partition(".")
        if suffix.rpartition(".")[2] in ("pyc", "so") and ".libs" not in path and "-" not in path:
            parts = [*path.split("/"), stem] if path else [stem]
            found.add(".".join(part for part in parts if part != "__init__"))
    return sorted(found)
