"""The Python that a demo computes with, as its page shows it: what `compute` calls, and nothing else.

A name is followed to where it is defined, within the demo and within `imaging`; imports of everything else
are kept as they are.
"""

from __future__ import annotations

import ast
import importlib
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from livedemo.discovery import module_name
from sitebuild import references

#: Functions of a demo that are called for its figures.
ROOTS = ("prepare", "limits", "compute", "suggest")
_FOLLOWED = "imaging"
_WIDTH = 100
_FUTURE = "from __future__ import annotations"

Definition = tuple[str, str]
"""Module and name."""


def listing(demo: str) -> dict[str, Any]:
    """Return the code of a demo for its page.

    Parameters
    ----------
    demo : str
        The demo's name.

    Returns
    -------
    dict
        ``text``: what a reader may edit, a module with the demo's `ROOTS` and all they need of the demo's
        own; ``links``: addresses of documentation by the names in it; ``functions``: those of `imaging` that
        are called, each with ``name``, ``module``, ``about``, ``source`` and ``links``, and with what defines
        it in another module, ``imports`` and ``definitions``: ``{"names": [...], "text": "..."}``. These are
        left out where two modules define the same name, of which one module can have only one.
    """
    name = module_name(demo)
    own = _source(name)
    roots = [root for root in ROOTS if root in own.defined]
    needed = own.closure(roots)
    functions = [_function(*definition) for definition in _reached(own, needed)]
    owner = dict.fromkeys(needed, name)
    for function in functions:
        defined = [one for part in function["definitions"] for one in part["names"]]
        if any(owner.setdefault(one, function["module"]) != function["module"] for one in defined):
            del function["imports"], function["definitions"]
    return {
        "text": "\n".join([*own.imports_for(needed), "", "", own.text(needed), ""]),
        "links": own.links(needed),
        "functions": functions,
    }


def _function(module: str, name: str) -> dict[str, Any]:
    source = _source(module)
    statement = source.defined[name]
    shown = {name} | {used for used in source.uses(name) if isinstance(source.defined[used], _VALUES)}
    needed = source.closure([name])
    about = ast.get_docstring(statement) if isinstance(statement, _DEFINITIONS) else None
    return {
        "name": name, "module": module, "about": (about or "").partition("\n")[0],
        "source": source.text(shown), "links": source.links(shown),
        "imports": source.imports_for(needed), "definitions": source.definitions(needed),
    }


def _reached(own: _Source, needed: Iterable[str]) -> list[Definition]:
    """Functions and classes of `imaging` that are called, those that the demo itself calls first."""
    found: dict[Definition, None] = {}
    waiting = [target for name in needed for target in own.foreign(name)]
    while waiting:
        module, name = waiting.pop(0)
        source = _source(module)
        if (module, name) in found or name not in source.defined:
            continue
        found[module, name] = None
        waiting += [(module, used) for used in source.uses(name)] + list(source.foreign(name))
    return [(module, name) for module, name in found
            if isinstance(_source(module).defined[name], _DEFINITIONS)]


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_VALUES = (ast.Assign, ast.AnnAssign)


class _Source:
    """The statements of one module by the names that they define."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module.__name__
        text = Path(module.__file__ or "").read_text("utf-8")
        self._lines = text.splitlines()
        self._tree = ast.parse(text)
        self.defined: dict[str, ast.stmt] = {}
        #: What a name that is imported stands for: ``{"ndimage": "scipy.ndimage"}``.
        self._imported: dict[str, str] = {}
        self._statements: dict[str, ast.Import | ast.ImportFrom] = {}
        for statement in self._tree.body:
            if isinstance(statement, _DEFINITIONS):
                self.defined[statement.name] = statement
            elif isinstance(statement, _VALUES):
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                names = (node.id for target in targets for node in ast.walk(target)
                         if isinstance(node, ast.Name))
                self.defined.update(dict.fromkeys(names, statement))
            elif isinstance(statement, ast.Import | ast.ImportFrom):
                found = _bound(statement)
                self._imported |= found
                self._statements |= dict.fromkeys(found, statement)

    def uses(self, name: str) -> list[str]:
        """Names of this module that a definition of it refers to, in the order of the module."""
        used = {node.id for node in ast.walk(self.defined[name]) if isinstance(node, ast.Name)}
        return [other for other in self.defined if other in used and other != name]

    def closure(self, names: Iterable[str]) -> list[str]:
        """These names and all of the module that they need, in the order of the module."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.uses(name)
        return [name for name in self.defined if name in found]

    def text(self, names: Iterable[str]) -> str:
        """The statements that define these names, each with the comment above it."""
        wanted = set(names)
        statements = {id(self.defined[name]): self.defined[name] for name in self.defined if name in wanted}
        text, before = "", None
        for statement in statements.values():
            large = isinstance(statement, _DEFINITIONS) or isinstance(before, _DEFINITIONS)
            text += ("\n\n\n" if large else "\n") if before else ""
            text += self._lines_of(statement)
            before = statement
        return text

    def definitions(self, names: Iterable[str]) -> list[dict[str, Any]]:
        """The same one by one, each with the names that it defines."""
        by_statement: dict[ast.stmt, list[str]] = {}
        for name in names:
            by_statement.setdefault(self.defined[name], []).append(name)
        return [{"names": found, "text": self._lines_of(statement)}
                for statement, found in by_statement.items()]

    def _lines_of(self, statement: ast.stmt) -> str:
        first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))])
        while first > 1 and self._lines[first - 2].startswith("#"):
            first -= 1
        return "\n".join(self._lines[first - 1:statement.end_lineno])

    def imports_for(self, names: Iterable[str]) -> list[str]:
        """The import statements that these definitions need, each a line or a few."""
        names = list(names)
        used = {node.id for name in names for node in ast.walk(self.defined[name])
                if isinstance(node, ast.Name)}
        lines = [_FUTURE] if _FUTURE in self._lines else []
        for statement in self._tree.body:
            kept = [alias for alias in getattr(statement, "names", ())
                    if isinstance(statement, ast.Import | ast.ImportFrom)
                    and (alias.asname or alias.name.partition(".")[0]) in used]
            if kept and isinstance(statement, ast.Import):
                lines.append(ast.unparse(ast.Import(kept)))
            elif kept and isinstance(statement, ast.ImportFrom):
                lines.append(_wrapped(ast.ImportFrom(statement.module, kept, statement.level)))
        return lines

    def _meanings(self, name: str) -> dict[str, str]:
        """What imported names stand for within a definition, imports inside of it among them."""
        inner = (node for node in ast.walk(self.defined[name])
                 if isinstance(node, ast.Import | ast.ImportFrom))
        return self._imported | {bound: path for node in inner for bound, path in _bound(node).items()}

    def _paths(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield dotted names in a definition that begin with what is imported, and what they stand for."""
        meanings = self._meanings(name)
        for node in ast.walk(self.defined[name]):
            written = _dotted(node)
            if written and written.partition(".")[0] in meanings:
                first, _, rest = written.partition(".")
                yield written, f"{meanings[first]}.{rest}" if rest else meanings[first]

    def foreign(self, name: str) -> list[Definition]:
        """What a definition uses of other modules of `imaging`."""
        paths = {path.rpartition(".")[::2]: None for _, path in self._paths(name)
                 if path.startswith(f"{_FOLLOWED}.")}
        return [(module, attribute) for module, attribute in paths if _is_module(module)]

    def links(self, names: Iterable[str]) -> dict[str, str]:
        """Addresses of documentation by the names as these definitions write them."""
        found = {written: references.address(path) for name in names for written, path in self._paths(name)}
        return {written: address for written, address in sorted(found.items()) if address}


@cache
def _source(module: str) -> _Source:
    return _Source(importlib.import_module(module))


@cache
def _is_module(name: str) -> bool:
    try:
        return bool(importlib.import_module(name).__file__) and name != _FOLLOWED
    except ImportError:
        return False


def _bound(statement: ast.Import | ast.ImportFrom) -> dict[str, str]:
    if isinstance(statement, ast.Import):
        return {alias.asname or alias.name.partition(".")[0]: alias.name if alias.asname
                else alias.name.partition(".")[0] for alias in statement.names}
    return {alias.asname or alias.name: f"{statement.module}.{alias.name}" for alias in statement.names}


def _dotted(node: ast.AST) -> str:
    """``np.fft.rfft2`` for that expression, "" for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def _wrapped(statement: ast.ImportFrom) -> str:
    line = ast.unparse(statement)
    if len(line) <= _WIDTH:
        return line
    head, _, names = line.partition(" import ")
    body = textwrap.fill(names + ",", _WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"{head} import (\n{body}\n)"
