"""Compile Python for the browser's interpreter: archives of .pyc, so that nothing is compiled at every start.

Bytecode belongs to one Python version, so Pyodide itself compiles it (web/tools/compile_python.mjs).
The .pyc are of the unchecked-hash kind (PEP 552) and stand alone as x.pyc. Equal sources give equal bytes.
"""
import hashlib
import io
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from sitebuild import ROOT, BuildError
from sitebuild.console import say

PYODIDE = ROOT / "web/node_modules/pyodide"
SCRIPT = ROOT / "web/tools/compile_python.mjs"
CACHE = ROOT / ".cache/pyc"
KEPT = 8
"""How many results of one name the cache keeps."""
NOT_FOR_BROWSERS = ("*/tests/*", "*/conftest.py", "numpy/*.pyi", "scipy/*.pyi", "PIL/*.pyi",
                    "*.pxd", "*.h", "*.c", "*.a")
"""What of a wheel nothing needs at run time. scikit-image does read its .pyi, to import lazily."""
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Job:
    """One archive to make.

    Parameters
    ----------
    output : Path
        The zip to write.
    inputs : sequence of (Path, str)
        Each a folder or a zip, and the folder inside the archive that its content goes to ("" for the top).
        .py files are compiled, all others copied. On equal names the last input wins.
    filename_prefix : str
        Put before a module's path in the archive to make the path that tracebacks show.
    compress : bool
        Whether to deflate the entries (or only store them).
    optimize : int
        As for ``compile``: 0, or 2 to leave out asserts and docstrings.
    leave_out : sequence of str
        Patterns (`fnmatch`) of the paths in the archive that stay out.
    """

    output: Path
    inputs: Sequence[tuple[Path, str]]
    filename_prefix: str = ""
    compress: bool = True
    optimize: int = 0
    leave_out: Sequence[str] = ()


def standard_library(source: Path, output: Path) -> Job:
    """Return the job that compiles Pyodide's python_stdlib.zip.

    Deflated, because few static hosts compress zip files by themselves. Without docstrings it is 3.9 MB, with
    them 4.5.
    """
    return Job(output, [(source, "")], filename_prefix="/lib/python314.zip/", optimize=2)


def wheel(source: Path, output: Path) -> Job:
    """Return the job that makes of a wheel what a browser needs: no tests, nothing to compile against."""
    return Job(output, [(source, "")], filename_prefix="/lib/python3.14/site-packages/", optimize=2,
               leave_out=NOT_FOR_BROWSERS)


def compile_archives(jobs: Iterable[Job]) -> None:
    """Make every archive; one run of Node compiles all those that are not in the cache.

    Raises
    ------
    BuildError
        If an input does not exist or a module has a syntax error; the message names file and line.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    made: list[tuple[Job, Path]] = []
    stale: list[tuple[Job, Path, bytes]] = []
    for job in jobs:
        sources = _source_archive(job.inputs, job.leave_out)
        cached = CACHE / f"{job.output.stem}-{_key(job, sources)}.zip"
        made.append((job, cached))
        if not cached.exists():
            stale.append((job, cached, sources))
    if stale:
        say(f"Compiling Python in Pyodide: {', '.join(job.output.name for job, _, _ in stale)}")
        _compile(stale)
    for job, cached in made:
        os.utime(cached)
        job.output.parent.mkdir(parents=True, exist_ok=True)
        if not job.output.exists() or job.output.read_bytes() != cached.read_bytes():
            shutil.copyfile(cached, job.output)
        for old in sorted(CACHE.glob(f"{job.output.stem}-*.zip"), key=os.path.getmtime)[:-KEPT]:
            old.unlink()


def _compile(stale: Sequence[tuple[Job, Path, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        description = []
        for number, (job, _, sources) in enumerate(stale):
            (folder / f"{number}.in.zip").write_bytes(sources)
            description.append({"source": f"{number}.in.zip", "output": f"{number}.out.zip",
                                "prefix": job.filename_prefix, "compress": job.compress,
                                "optimize": job.optimize})
        (folder / "jobs.json").write_text(json.dumps(description), "utf-8")
        node = shutil.which("node")
        if node is None:
            raise BuildError("node was not found on PATH: it is needed to compile Python for the browser")
        done = subprocess.run([node, str(SCRIPT), str(folder)], text=True, encoding="utf-8",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise BuildError(f"Python could not be compiled for the browser:\n{done.stdout.strip()}")
        for number, (_, cached, _) in enumerate(stale):
            partial = cached.with_suffix(f".{os.getpid()}.part")
            shutil.copyfile(folder / f"{number}.out.zip", partial)
            os.replace(partial, cached)


def _key(job: Job, sources: bytes) -> str:
    digest = hashlib.sha256(sources)
    digest.update((PYODIDE / "package.json").read_bytes())
    digest.update(SCRIPT.read_bytes())
    digest.update(f"{job.filename_prefix} {job.compress} {job.optimize}".encode())
    return digest.hexdigest()[:20]


def _source_archive(inputs: Iterable[tuple[Path, str]], leave_out: Sequence[str]) -> bytes:
    """Return one stored zip of all sources; equal sources give equal bytes."""
    files: dict[str, bytes] = {}
    for path, folder in inputs:
        for name, content in _files(path):
            target = f"{folder}/{name}" if folder else name
            if not any(fnmatch(target, pattern) for pattern in leave_out):
                files[target] = content
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _DATE), files[name])
    return result.getvalue()


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in path.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc":
                yield file.relative_to(path).as_posix(), file.read_bytes()
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    yield info.filename, archive.read(info)
    else:
        raise BuildError(f"{path} is neither a folder nor a zip")
