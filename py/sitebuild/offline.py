"""What works without a network: the service worker, and the lists that it and the pages go by.

Every file that a page can ask for is in one of two lists. The *shell* (pages, scripts, styles) is precached
as a whole when the service worker is installed. The *table* names all others with size, digest and type;
pages keep those of the demo that was opened, or all when a reader asks for that (web/offline/store.js).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sitebuild import previews, scripts
from sitebuild.compression import SIBLINGS
from sitebuild.output import Output, entry
from sitebuild.responses import media_type

TABLE = "offline.json"
WORKER = "sw.js"
#: Written by the build, asked for by no page: its own record, what only developer tools or other sites read.
UNASKED_NAMES = ("build.json", WORKER, "kernel/manifest.json")
UNASKED_KINDS = (".map", *SIBLINGS, f"/{previews.PICTURE}", f"/{previews.OEMBED}")
_SHELL_KINDS = (".html", ".css", ".js", ".webmanifest")
_SHELL_NAMES = ("icon.svg", "demo/palettes.json", "demo/site.json", TABLE)
#: Large scripts of Python's own and of the code panel, which no page needs to show what it has.
_NO_SHELL = ("pyodide/", "pyscript/", "wheels/")
#: What every demo needs to be live, and its code to be edited.
_ALWAYS = ("pyodide/pyodide.asm.wasm", "pyodide/pyodide.asm.mjs", "pyodide/pyodide-lock.json",
           "kernel/app.zip", "bundles/index.json", "bundles/library.zip")


def in_shell(path: str) -> bool:
    """Whether a file of the site is part of the shell."""
    return (path.endswith(_SHELL_KINDS) or path in _SHELL_NAMES) and not path.startswith(_NO_SHELL)


def asked_for(path: str) -> bool:
    """Whether a page, a worker or a reader's code may ask for a file of the site."""
    return path not in UNASKED_NAMES and not path.endswith(UNASKED_KINDS)


def write(out: Output, demos: Mapping[str, Iterable[str]]) -> str:
    """Write the table and the service worker; everything else of the site has been written.

    Parameters
    ----------
    out : Output
        The site.
    demos : mapping of str to iterable of str
        By a demo's name the files, beside those in its own folder, that it needs to be live.

    Returns
    -------
    str
        What names this version of the site: a digest of all that is in it.
    """
    paths = sorted(path.relative_to(out.root).as_posix() for path in out.written)
    kept = [path for path in paths if asked_for(path) and not in_shell(path)]
    editing = [path for path in kept if path.startswith("pyscript/") or _offered(path)]
    table: dict[str, Any] = {
        "files": {path: {**entry(out.root / path), "type": media_type(Path(path))} for path in kept},
        "demos": {name: sorted({*_of(kept, f"demos/{name}/"), *editing, *(set(kept) & {*_ALWAYS, *needs})})
                  for name, needs in demos.items()},
    }
    table["version"] = hashlib.sha256(json.dumps(table).encode()).hexdigest()[:12]
    out.write(TABLE, json.dumps(table, separators=(",", ":")))
    shell = [_precached(out, path) for path in [*paths, TABLE] if asked_for(path) and in_shell(path)]
    worker = scripts.service_worker(json.dumps(shell, separators=(",", ":")))
    out.write(WORKER, worker)
    return hashlib.sha256(worker).hexdigest()[:12]


def _offered(path: str) -> bool:
    """Whether typed code may install from this file: all wheels but our own, which is for other Pythons."""
    return path.startswith("wheels/") and "/what_is_an_image-" not in path


def _of(paths: Iterable[str], folder: str) -> list[str]:
    return [path for path in paths if path.startswith(folder)]


def _precached(out: Output, path: str) -> dict[str, str | None]:
    """Return an entry of Workbox's precache, under the address that pages use."""
    address = out.address(path)
    if path.startswith(("deck/", "offline/")) or path.endswith((".html", ".webmanifest")) or path == TABLE:
        return {"url": path, "revision": address.rpartition("=")[2]}
    return {"url": address, "revision": None}
