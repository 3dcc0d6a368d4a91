"""Wheels that the site offers: our own Python for use outside the browser, and packages for typed code.

They lie in ``wheels/`` with an index (PEP 503) below ``wheels/simple/``, which pip and micropip read alike.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from fnmatch import fnmatch
from html import escape
from pathlib import Path

from sitebuild import ROOT, BuildError, supply
from sitebuild.lock import normalise
from sitebuild.output import Output

#: Packages of our own wheel.
PACKAGES = ("demos", "gpu", "imaging", "kernel", "livedemo", "samples", "what_is_an_image")
#: What of them needs the browser, or Bokeh.
_LEFT_OUT = ("kernel/browser.py", "kernel/core.py", "kernel/completing.py", "kernel/deferring.py",
             "kernel/waking.py", "gpu/_browser.py", "livedemo/view.py", "*.md", "*.pyc")
_PURE = "-py3-none-any.whl"
_DATE = (1980, 1, 1, 0, 0, 0)
_FOLDER = "wheels"
_INDEX = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="pypi:repository-version" content="1.0">
<title>{title}</title>
</head>
<body>
{links}
</body>
</html>
"""


@dataclass(frozen=True)
class Offer:
    """A wheel as the site offers it.

    Parameters
    ----------
    file : str
        Its file name.
    content : bytes
    """

    file: str
    content: bytes

    @property
    def about(self) -> Mapping[str, str]:
        """Name, Version and Summary."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            return BytesHeaderParser().parsebytes(archive.read(name))


def publish(out: Output, own: Offer, others: Iterable[Offer]) -> None:
    """Write the wheels, their index, and what a page may offer as ``wheels/packages.json``."""
    pages: dict[str, list[Offer]] = {}
    described = []
    for offer in (own, *others):
        out.write(f"{_FOLDER}/{offer.file}", offer.content)
        about = offer.about
        pages.setdefault(normalise(about["Name"]), []).append(offer)
        if offer is not own:
            described.append({key.lower(): about[key] or "" for key in ("Name", "Version", "Summary")})
    for name, offers in pages.items():
        links = "\n".join(f'<a href="../../{offer.file}#sha256={hashlib.sha256(offer.content).hexdigest()}">'
                          f"{escape(offer.file)}</a>" for offer in offers)
        out.write(f"{_FOLDER}/simple/{name}/index.html", _INDEX.format(title=escape(name), links=links))
    links = "\n".join(f'<a href="{name}/">{escape(name)}</a>' for name in sorted(pages))
    out.write(f"{_FOLDER}/simple/index.html", _INDEX.format(title="Packages", links=links))
    out.write(f"{_FOLDER}/packages.json", json.dumps(described, separators=(",", ":")))


def offered(wheels_dir: Path | None, shipped: Iterable[str]) -> list[Offer]:
    """Return the packages for code that is typed.

    Parameters
    ----------
    wheels_dir : Path, optional
        Folder of the site's owner: each wheel of pure Python in it is offered.
    shipped : iterable of str
        Names of files that the site has among its own packages.

    Raises
    ------
    BuildError
        If a wheel of that folder cannot be read.
    """
    found = {path.name: path for path in supply.extras(wheels_dir)}
    if wheels_dir:
        found |= {path.name: path for path in wheels_dir.glob(f"*{_PURE}") if path.name not in set(shipped)}
    offers = [Offer(name, path.read_bytes()) for name, path in sorted(found.items())]
    for offer in offers:
        try:
            complete = bool(offer.about["Name"] and offer.about["Version"])
        except (zipfile.BadZipFile, StopIteration):
            complete = False
        if not complete:
            raise BuildError(f"{found[offer.file]} is no wheel: it has no METADATA with a name and a version")
    return offers


def own_wheel(samples: Mapping[str, bytes], demos: Path | None = None) -> Offer:
    """Return the wheel of our own Python.

    Parameters
    ----------
    samples : dict of str to bytes
        Archives of samples by name.
    demos : Path, optional
        Folder with demos beside those of the project.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    stem = f"{project['name'].replace('-', '_')}-{project['version']}"
    sources = [(ROOT / "py" / name, name) for name in PACKAGES] + [(ROOT / "shaders", "gpu/shaders")]
    files: dict[str, bytes] = {}
    for folder, at in [*sources, *([(demos, "demos")] if demos else [])]:
        for path in sorted(folder.rglob("*")):
            name = f"{at}/{path.relative_to(folder).as_posix()}"
            if path.is_file() and not any(fnmatch(name, pattern) for pattern in (*_LEFT_OUT, *_makers())):
                files[name] = path.read_bytes()
    files |= {f"what_is_an_image/samples/{name}.npz": data for name, data in sorted(samples.items())}
    about = f"{stem}.dist-info"
    files[f"{about}/METADATA"] = _metadata(project).encode()
    files[f"{about}/WHEEL"] = (b"Wheel-Version: 1.0\nGenerator: what-is-an-image\n"
                               b"Root-Is-Purelib: true\nTag: py3-none-any\n")
    files[f"{about}/licenses/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    record = "".join(f"{name},{_digest(data)},{len(data)}\n" for name, data in files.items())
    files[f"{about}/RECORD"] = f"{record}{about}/RECORD,,\n".encode()
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
    return Offer(f"{stem}{_PURE}", result.getvalue())


def _makers() -> list[str]:
    """Modules that make samples: the wheel has what they make."""
    kept = ("__init__.py", "_archive.py", "_registry.py", "_sample.py")
    return [f"samples/{path.name}" for path in (ROOT / "py/samples").glob("*.py") if path.name not in kept]


def _metadata(project: Mapping) -> str:
    lines = ["Metadata-Version: 2.4", f"Name: {project['name']}", f"Version: {project['version']}",
             f"Summary: {project['description']}", f"Requires-Python: {project['requires-python']}",
             f"License-Expression: {project['license']}", "License-File: LICENSE",
             *(f"Requires-Dist: {name}" for name in ("numpy", "pillow", "scikit-image", "scipy", "tifffile"))]
    return "\n".join(lines) + "\n"


def _digest(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"sha256={digest}"
