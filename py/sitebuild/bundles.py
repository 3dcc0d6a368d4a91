"""Bundles: of the standard library and of each package only what the demos import, in stored zips.

Each stage, NumPy's, SciPy's and scikit-image's, has two: one of what most of its demos start with, and
NAME-more of what a few start with or any imports later. A demo needs the first of each stage up to its own,
and those -more that it imports from. Which files are in them, and who needs them, says traced.json, which
``python build.py trace`` renews. Whatever else the full archives hold is fetched when it is imported; for
that the worker gets an index of the modules.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitebuild import ROOT, BuildError
from sitebuild.linking import needed
from sitebuild.supply import STANDARD_LIBRARY

#: Packages of each stage; a stage builds on those before it. The others are loaded whole, when asked for.
STAGES = {"numpy": ("numpy",), "scipy": ("scipy",),
          "scikit-image": ("scikit-image", "lazy-loader", "packaging")}
MORE = "-more"
#: All bundles, in the order in which they are loaded.
ORDER = tuple(name for stage in STAGES for name in (stage, stage + MORE))
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
        For the worker: ``{"name", "file", "packages", "after"}`` of each bundle that there is, in order.
        Who asks for one of its packages gets it, and before it the bundles `after`. A -more bundle is asked
        for by its own name.
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


def more_of(demo: str, packages: Iterable[str], at_start: bool,
            traced: Mapping[str, Any] | None = None) -> list[str]:
    """Return the -more bundles that a demo imports from, at its start or at any time.

    Parameters
    ----------
    demo : str
        The demo's name; one that was not traced may need all that its stages have.
    packages : iterable of str
        What it imports, as `sitebuild.imports.packages` finds it.
    at_start : bool
        Leave out what is imported after its first figure.
    traced : dict, optional
        Content of `TRACED`.
    """
    traced = traced or _traced()
    if known := traced["demos"].get(demo):
        return list(known["atStart" if at_start else "packages"])
    stages = list(STAGES)
    own = stages[:stages.index(stage_of(packages)) + 1]
    return [stage + MORE for stage in own if traced["files"].get(stage + MORE)]


def files_of(stages: Sequence[Mapping[str, Any]], names: Iterable[str]) -> list[str]:
    """Return the files of the bundles that these packages and -more are in, with those that come before.

    Parameters
    ----------
    stages : sequence of dict
        As in `Bundles`.
    names : iterable of str
        What a demo asks for; packages that are in no bundle are passed over.
    """
    asked_for = set(names)
    asked = [stage for stage in stages if asked_for & {stage["name"], *stage["packages"]}]
    wanted = {stage["name"] for stage in asked} | {before for stage in asked for before in stage["after"]}
    return [stage["file"] for stage in stages if stage["name"] in wanted]


def make(folder: Path, lock: Mapping, traced: Mapping[str, Any] | None = None) -> Bundles:
    """Make the bundles of what a site has, and the index of modules.

    Parameters
    ----------
    folder : Path
        The folder ``pyodide`` of the site, with the standard library and the wheels.
    lock : dict
        The site's lock.
    traced : dict, optional
        ``{"files": {bundle: [file, ...]}}``, those of the standard library too; `TRACED` without it.

    Raises
    ------
    BuildError
        If a file that was traced is in no archive any more: the trace is older than the packages.
    """
    traced = (traced or _traced())["files"]
    archives = {name: _contents(folder / entry["file_name"]) for name, entry in lock["packages"].items()}
    library = _contents(folder / STANDARD_LIBRARY)
    every = {name: data for files in archives.values() for name, data in files.items()}
    there = {name: packages for name, packages in _packages().items()
             if set(STAGES[name.removesuffix(MORE)]) <= archives.keys() and traced.get(name)}
    bundled = {name for bundle in there for name in traced[bundle]}
    whole = {LIBRARY: _modules(library.keys() - set(traced[LIBRARY]))}
    for name, files in archives.items():
        rest = _modules(files.keys() - bundled)
        in_stages = any(name in packages for packages in there.values())
        whole[name] = rest if in_stages else sorted({module.partition(".")[0] for module in rest})
    index = {"whole": whole, "stages": {name: _modules(traced[name]) for name in there}}
    files = {f"bundles/{LIBRARY}.zip": _stored(traced[LIBRARY], library),
             **{f"bundles/{name}.zip": _stored(traced[name], every) for name in there},
             f"bundles/{INDEX}": json.dumps(index, separators=(",", ":")).encode()}
    after = _after({name: {file: every[file] for file in traced[name]} for name in there})
    stages = [{"name": name, "file": f"bundles/{name}.zip", "packages": packages, "after": after[name]}
              for name, packages in there.items()]
    return Bundles(files, stages)


def _traced() -> dict[str, Any]:
    return json.loads(TRACED.read_text("utf-8"))


def _packages() -> dict[str, tuple[str, ...]]:
    """Return by which names each bundle is asked for, in order."""
    return {name: STAGES.get(name, (name,)) for name in ORDER}


def _after(bundles: Mapping[str, Mapping[str, bytes]]) -> dict[str, list[str]]:
    """Return what comes before each bundle: the stages so far, and bundles with libraries it links to."""
    libraries: dict[str, str] = {}
    result: dict[str, list[str]] = {}
    for name, files in bundles.items():
        firsts = [stage for stage in STAGES if stage in result]  # of its own stage and of those before
        before = set(firsts)
        own = {file.rpartition("/")[2] for at in (*firsts, name) for file in bundles[at] if ".libs/" in file}
        for file in sorted(files):
            for library in needed(files[file]) if file.endswith(".so") else ():
                if library in own:
                    continue
                if library not in libraries:
                    raise BuildError(f"{file} of {name} needs {library}, which is in no bundle before it")
                before |= {libraries[library], *result[libraries[library]]}
        libraries = dict.fromkeys(own, name) | libraries
        result[name] = [other for other in ORDER if other in before]
    return result


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
