"""Which packages a demo needs in the browser, read off its imports and those of our modules that it uses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from livedemo.discovery import module_name

#: Top-level modules whose name is not that of their package.
PACKAGE_OF = {"skimage": "scikit-image", "PIL": "pillow"}
#: Our own packages that travel to the browser.
SHIPPED = ("demos", "gpu", "imaging", "kernel", "livedemo", "samples")


def packages(demo: str, folders: tuple[Path, ...], available: frozenset[str],
             at_start: bool = False) -> list[str]:
    """Return the Pyodide packages that the demo imports, directly or through our own modules.

    Parameters
    ----------
    demo : str
        The demo's name.
    folders : tuple of Path
        Folders on the module path that hold our packages.
    available : frozenset of str
        Names of the packages that Pyodide knows; other modules are the standard library's.
    at_start : bool
        Leave out what is imported inside functions, when it is used.
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [module_name(demo)]
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        top = module.partition(".")[0]
        if top in SHIPPED:
            path = _find(module, folders)
            waiting += _imports(path, at_start) if path else []
            waiting.append(module.rpartition(".")[0])  # to import a module is to import its package
        elif PACKAGE_OF.get(top, top) in available:
            found.add(PACKAGE_OF.get(top, top))
    return sorted(found)


def _find(module: str, folders: tuple[Path, ...]) -> Path | None:
    relative = Path(*module.split("."))
    for folder in folders:
        for path in (folder / relative.with_suffix(".py"), folder / relative / "__init__.py"):
            if path.is_file():
                return path
    return None


@lru_cache
def _imports(path: Path, at_start: bool) -> tuple[str, ...]:
    return tuple(_walk(ast.parse(path.read_text("utf-8"), str(path)), at_start))


def _walk(node: ast.AST, at_start: bool) -> Iterator[str]:
    """Yield every module that may be imported; a name imported from a package may itself be a module.

    The body of a demo's ``view`` runs at build time only and does not count.
    """
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and (at_start or child.name == "view"):
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
            yield child.module
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        yield from _walk(child, at_start)
