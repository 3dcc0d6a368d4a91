"""What the person asked the build for."""
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sitebuild import ROOT


@dataclass(frozen=True)
class Options:
    """Options of one build, shared by every command that needs a built site.

    Parameters
    ----------
    root : Path
        The project's folder.
    out : Path
        Folder that the site is written to.
    wheels : Path or None
        Folder with wheels that are preferred to every other source.
    deck : Path or None
        A Marp deck to build instead of the project's own.
    base_path : str
        Path below which the site is served, with a slash at both ends.
    address : str
        Where the site is published, with a slash at the end; empty if nobody knows.
    demos : Path or None
        Folder with demos beside those of the project.
    verbose : bool
        Whether to print details.

    Raises
    ------
    ValueError
        If ``base_path`` is not a plain path, or ``address`` no address of a folder.
    """

    root: Path = ROOT
    out: Path = field(default_factory=lambda: ROOT / "dist")
    wheels: Path | None = None
    deck: Path | None = None
    base_path: str = "/"
    address: str = ""
    demos: Path | None = None
    verbose: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_path", normalise_base_path(self.base_path))
        object.__setattr__(self, "address", normalise_address(self.address))


def normalise_base_path(path: str) -> str:
    """Return ``path`` with exactly one slash at both ends.

    Raises
    ------
    ValueError
        If it holds a query, a fragment, a host, or a ``..``.
    """
    parts = [part for part in path.split("/") if part]
    if "//" in path or any(set(part) & set("?#\\:") or part in (".", "..") for part in parts):
        raise ValueError(f"base path {path!r}: expected something like /some/path/")
    return "/" + "".join(part + "/" for part in parts)


def normalise_address(address: str) -> str:
    """Return the address of a published site with a slash at the end; an empty one stays empty.

    Raises
    ------
    ValueError
        If it is not absolute, or has a query or a fragment.
    """
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"address {address!r}: expected something like https://example.org/some/path/")
    return address.rstrip("/") + "/"
