"""Put Pyodide and its packages into a site: found in one of several places, checked, cached, and locked.

Sources, in order: a folder of wheels, the cache of an earlier build, Pyodide's CDN, PyPI. A file counts only
when its sha256 is one of those that Pyodide's lock or our allow-list names.
"""
import hashlib
import json
import os
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitebuild import ROOT, BuildError, console, pycompile
from sitebuild.download import Unavailable
from sitebuild.lock import Lock, Wheel
from sitebuild.sources import Carrier, Cdn, Folder, Index, PlainIndex, Source

PYODIDE = ROOT / "web/node_modules/pyodide"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
STANDARD_LIBRARY = "python_stdlib.zip"
LOCK_NAME = "pyodide-lock.json"
ESSENTIAL = ("numpy",)
CACHE = ROOT / ".cache/wheels"
SHARED_WHEELS = ROOT.parent / "shared/wheels"
"""Looked into when no other folder is given and it exists."""


@dataclass(frozen=True)
class Supply:
    """What a site got.

    Parameters
    ----------
    lock : dict
        The lock that was written beside the wheels.
    missing : dict of str to str
        Packages that could not be found, or need one that could not, each with the reason.
    sizes : dict of str to int
        Bytes of every file written, by name.
    """

    lock: Mapping
    missing: Mapping[str, str]
    sizes: Mapping[str, int]

    @property
    def versions(self) -> dict[str, str]:
        """Versions of Pyodide, of Python and of all that demos may import, by name."""
        return {"Pyodide": _pyodide_version(), "Python": self.lock["info"]["python"],
                **{name: entry["version"] for name, entry in self.lock["packages"].items()}}


def _pyodide_version() -> str:
    return json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]


def provide(target: Path, packages: Sequence[str], wheels_dir: Path | None = None) -> Supply:
    """Write Pyodide's core, the compiled standard library and wheels, and their lock into ``target``.

    Parameters
    ----------
    target : Path
        Folder to write to; made if need be. Files in it that do not belong there are removed.
    packages : sequence of str
        Packages wanted; what they depend on comes with them.
    wheels_dir : Path, optional
        Folder to look into before all other sources.

    Raises
    ------
    BuildError
        If a package is unknown, or one that every demo needs could not be found.
    """
    target.mkdir(parents=True, exist_ok=True)
    lock = Lock.read(PYODIDE / LOCK_NAME)
    wheels = lock.wheels(packages)
    found, missing = find_wheels(wheels, default_sources(lock, wheels_dir), CACHE)
    for wheel in wheels:
        if wheel.name in missing:
            console.say(_explanation(wheel, missing[wheel.name]))
    drop_unusable(wheels, found, missing)
    if lost := [name for name in ESSENTIAL if name in missing]:
        raise BuildError(f"no demo can run without {', '.join(lost)}: see above where it was looked for")

    files = [wheel.file_name for wheel in wheels if wheel.name in found]
    _keep_only(target, {*CORE, STANDARD_LIBRARY, LOCK_NAME, *files})
    for name in CORE:
        _write_if_changed(target / name, (PYODIDE / name).read_bytes())
    library = pycompile.standard_library(PYODIDE / STANDARD_LIBRARY, target / STANDARD_LIBRARY)
    pycompile.compile_archives([library, *(pycompile.wheel(CACHE / name, target / name) for name in files)])
    # What was checked against the lock has been compiled since: the site's lock names what is really there.
    really = {wheel.name: hashlib.sha256((target / wheel.file_name).read_bytes()).hexdigest()
              for wheel in wheels if wheel.name in found}
    shipped = lock.shipped(really, wheels)
    _write_if_changed(target / LOCK_NAME, json.dumps(shipped, indent=1).encode())
    return Supply(shipped, missing, {path.name: path.stat().st_size for path in sorted(target.iterdir())})


def extras(wheels_dir: Path | None = None) -> list[Path]:
    """Return the files, in the cache, of packages beside Pyodide's that typed code may install.

    What cannot be found is told and left out.
    """
    lock = Lock.read(PYODIDE / LOCK_NAME)
    wheels = lock.extras()
    found, missing = find_wheels(wheels, default_sources(lock, wheels_dir), CACHE)
    for name, why in missing.items():
        console.say(f"MISSING: {name}, which the code panel offers; looked into: {why}")
    return [CACHE / wheel.file_name for wheel in wheels if wheel.name in found]


def default_sources(lock: Lock, wheels_dir: Path | None) -> list[Source]:
    """Return the places to look into besides the cache, in order."""
    folder = wheels_dir or (SHARED_WHEELS if SHARED_WHEELS.is_dir() else None)
    index = Index()
    return [*([Folder(folder)] if folder else []), Cdn(_pyodide_version()),
            Carrier(index, lock.allowed["carrier"]), PlainIndex(index)]


def find_wheels(wheels: Iterable[Wheel], sources: Iterable[Source],
                cache: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Bring the files of ``wheels`` into the folder ``cache``.

    Parameters
    ----------
    wheels : iterable of Wheel
        What to find.
    sources : iterable of Source
        Where to look, in order. Folders come before the cache, all others after it.
    cache : Path
        Folder that only ever holds checked files.

    Returns
    -------
    found : dict of str to str
        The sha256 of each package's file, by name.
    missing : dict of str to str
        Why a package was not found, by name.
    """
    sources = list(sources)
    near = [source for source in sources if isinstance(source, Folder)]
    far = [source for source in sources if source not in near]
    cache.mkdir(parents=True, exist_ok=True)
    found, missing = {}, {}
    for wheel in wheels:
        cached = cache / wheel.file_name
        tried: list[str] = []
        digest = (_take(wheel, near, cached, tried) or _check_cached(wheel, cached)
                  or _take(wheel, far, cached, tried))
        if digest:
            found[wheel.name] = digest
        else:
            missing[wheel.name] = "; ".join(tried) or "there is no source to look into"
    return found, missing


def drop_unusable(wheels: Iterable[Wheel], found: dict[str, str], missing: dict[str, str]) -> None:
    """Move packages from ``found`` to ``missing`` until all that is left has what it depends on."""
    wheels = list(wheels)
    while lacking := {wheel.name: lost for wheel in wheels if wheel.name in found
                      if (lost := [name for name in wheel.entry["depends"] if name in missing])}:
        for name, lost in lacking.items():
            del found[name]
            missing[name] = f"needs {', '.join(lost)}, which is missing"


def _take(wheel: Wheel, sources: Iterable[Source], cached: Path, tried: list[str]) -> str | None:
    """Put the first good file among ``sources`` at ``cached``; return its sha256."""
    partial = cached.with_name(f".{cached.name}.{os.getpid()}.part")
    try:
        for source in sources:
            try:
                source.fetch(wheel, partial)
            except Unavailable as error:
                tried.append(f"{source.name}: {error}")
                continue
            digest = sha256(partial)
            if digest in wheel.hashes:
                os.replace(partial, cached)
                return digest
            _refuse(wheel, source.name, digest)
            tried.append(f"{source.name}: wrong hash {digest}")
    finally:
        partial.unlink(missing_ok=True)
    return None


def _check_cached(wheel: Wheel, cached: Path) -> str | None:
    if not cached.exists():
        return None
    digest = sha256(cached)
    if digest in wheel.hashes:
        return digest
    _refuse(wheel, "the cache", digest)
    cached.unlink()
    return None


def _refuse(wheel: Wheel, source: str, digest: str) -> None:
    console.error(f"{wheel.file_name} from {source} has a wrong hash and is not used\n"
                  f"  expected sha256 {' or '.join(wheel.hashes)}\n  actual   sha256 {digest}")


def _explanation(wheel: Wheel, reason: str) -> str:
    hashes = "\n".join(f"    with sha256 {digest} ({origin})" for digest, origin in wheel.hashes.items())
    return (f"MISSING: {wheel.name} {wheel.version}; the demos that need it will say so on their page.\n"
            f"  looked into: {reason}\n"
            f"  to have it, get {wheel.file_name}\n{hashes}\n"
            f"  put it into a folder and build again with --wheels FOLDER")


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_if_changed(path: Path, content: bytes) -> None:
    """Write, but leave an equal file and its modification time (which a browser's cache goes by) alone."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def _keep_only(folder: Path, names: Container[str]) -> None:
    for path in folder.iterdir():
        if path.name not in names:
            path.unlink()
