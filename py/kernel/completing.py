"""Imports of what the bundles left out: it is fetched when it is asked for.

The worker starts with the modules alone that the demos import (py/sitebuild/bundles.py). A finder behind all
others knows where each other module of the site is, has the worker bring that, and lets Python look again.
"""

from __future__ import annotations

import importlib.machinery
import json
import sys
from collections.abc import Callable
from types import ModuleType


class Completer:
    """A finder for ``sys.meta_path``, the last one there.

    Parameters
    ----------
    index : dict
        ``{"stages": {name: [module, ...]}, "whole": {name: [module, ...]}}``: what each bundle has, and what
        only the whole package of that name has, "library" being the standard library. Of the bundles that
        have a module the first is brought.
    bring : callable
        ``bring("stages" | "whole", name, module)`` makes that importable, and returns when it is; `module` is
        what was asked for.
    """

    def __init__(self, index: dict[str, dict[str, list[str]]],
                 bring: Callable[[str, str, str], None]) -> None:
        self._bring = bring
        self._where: dict[str, tuple[str, str]] = {}
        for kind in ("stages", "whole"):
            for name, modules in index[kind].items():
                for module in modules:
                    self._where.setdefault(module, (kind, name))
        self.brought: list[tuple[str, str]] = []

    def find_spec(self, name: str, path: object = None,
                  target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        """Find a module that a bundle left out; None for one that the site does not have."""
        where = self._where.get(name)
        if where is None or where in self.brought:
            return None
        self.brought.append(where)
        self._bring(*where, name)
        for finder in filter(None, sys.path_importer_cache.values()):
            finder.invalidate_caches()  # importlib.invalidate_caches would import a good deal more
        sys.path_importer_cache.clear()
        return importlib.machinery.PathFinder.find_spec(name, path, target)

    def invalidate_caches(self) -> None:
        """Do nothing: nothing is cached."""


def install(index: str, bring: Callable[[str, str, str], None]) -> Completer:
    """Ask `bring` from now on for what cannot be imported; `index` is JSON."""
    completer = Completer(json.loads(index), bring)
    sys.meta_path.append(completer)
    return completer
