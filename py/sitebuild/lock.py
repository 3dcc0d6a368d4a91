"""Which wheels a site ships and which hashes they may have: Pyodide's lock and our allow-list."""
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitebuild import BuildError

ALLOW_LIST = Path(__file__).with_name("allowlist.json")


@dataclass(frozen=True)
class Wheel:
    """One file to find: what the lock says about it and every hash it may have.

    Parameters
    ----------
    name : str
        The package's normalised name.
    entry : dict
        Its entry in the lock, with the depends that we ship.
    hashes : dict of str to str
        Accepted sha256, each with where it comes from.
    """

    name: str
    entry: Mapping[str, object]
    hashes: Mapping[str, str]

    @property
    def file_name(self) -> str:
        """Name of the file, the same for every accepted hash."""
        return str(self.entry["file_name"])

    @property
    def version(self) -> str:
        """The package's version."""
        return str(self.entry["version"])


@dataclass(frozen=True)
class Lock:
    """Pyodide's lock together with the allow-list."""

    pyodide: Mapping
    allowed: Mapping

    @classmethod
    def read(cls, pyodide_lock: Path, allow_list: Path = ALLOW_LIST) -> "Lock":
        """Read both files."""
        return cls(json.loads(pyodide_lock.read_text("utf-8")), json.loads(allow_list.read_text("utf-8")))

    def wheels(self, packages: Iterable[str]) -> list[Wheel]:
        """Return the wheels of ``packages`` and of all they depend on, sorted by name.

        Raises
        ------
        BuildError
            If neither Pyodide's lock nor the allow-list knows a package.
        """
        found: dict[str, Wheel] = {}
        waiting = [normalise(name) for name in packages]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self._wheel(name)
                waiting += found[name].entry["depends"]
        return [found[name] for name in sorted(found)]

    def _wheel(self, name: str) -> Wheel:
        known = {**self.pyodide["packages"], **self.allowed["additions"]}
        if name not in known:
            raise BuildError(f"package {name!r} is neither in Pyodide's lock nor in {ALLOW_LIST.name}")
        entry = {key: value for key, value in known[name].items() if key != "why"}
        depends = self.allowed["depends"].get(name, entry)["depends"]
        entry["depends"] = sorted(normalise(other) for other in depends)
        source = "the allow-list" if name in self.allowed["additions"] else "Pyodide's lock"
        return Wheel(name, entry, {entry["sha256"]: source, **self.allowed["replacements"].get(name, {})})

    def extras(self) -> list[Wheel]:
        """Return the wheels that typed code may install, which are no part of Python for the browser."""
        return [Wheel(name, entry, {entry["sha256"]: "the allow-list"})
                for name, entry in self.allowed["extras"].items()]

    def shipped(self, found: Mapping[str, str], wheels: Iterable[Wheel]) -> dict:
        """Return the lock of a site.

        Parameters
        ----------
        found : dict of str to str
            The sha256 that the file of each package really has.
        wheels : iterable of Wheel
            What was wanted; what is not in ``found`` is left out.
        """
        packages = {wheel.name: {**wheel.entry, "sha256": found[wheel.name]}
                    for wheel in wheels if wheel.name in found}
        return {"info": self.pyodide["info"], "packages": packages}


def normalise(name: str) -> str:
    """Return a package's name as the lock's keys have it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
