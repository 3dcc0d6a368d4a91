"""Modules that others import at their top, and that most demos never use: they run when they are first used.

What a demo needs of SciPy at its start is `scipy.ndimage`: 5 compiled modules. But one of its functions uses
`scipy.special`, which is imported at the top and imports `scipy.linalg`: 18 more, with OpenBLAS 12 MB.
And SciPy's array API has ``from numpy import *``, which asks NumPy for all that it would load when it is
named, as `numpy.random` and `numpy.f2py`: 9 more. All that took two thirds of the 1.1 s in which such a demo
was imported. So these modules come from the standard library's `importlib.util.LazyLoader`: the import makes
a module that is empty, and the first look at one of its attributes runs it. Whoever uses it sees no other.
What it imports in its turn is fetched only then, by `kernel.completing`, if nothing has brought it before.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from types import ModuleType

#: What the demos' start imports and does not use. They are packages, and each one's own file must be there
#: when it is imported: the bundles of the stages have it (sitebuild.tracing).
DEFERRED = frozenset({
    "numpy.char", "numpy.core", "numpy.ctypeslib", "numpy.f2py", "numpy.ma", "numpy.polynomial",
    "numpy.random", "numpy.rec", "numpy.strings", "numpy.testing", "scipy.special",
})


class Deferrer:
    """A finder for ``sys.meta_path``, the first one there: the others find the module, it defers it."""

    def find_spec(self, name: str, path: object = None,
                  target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        """Find one of `DEFERRED`, so that it runs at its first use; None for any other module."""
        if name not in DEFERRED:
            return None
        for finder in sys.meta_path[sys.meta_path.index(self) + 1:]:
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = importlib.util.LazyLoader(spec.loader)
                return spec
        return None

    def invalidate_caches(self) -> None:
        """Do nothing: nothing is cached."""


def install() -> None:
    """Defer from now on what has not been imported yet; a second call changes nothing."""
    if not any(isinstance(finder, Deferrer) for finder in sys.meta_path):
        sys.meta_path.insert(0, Deferrer())
