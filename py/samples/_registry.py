"""Find samples by their file names and make them."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import samples
from samples._sample import Sample


def names() -> list[str]:
    """Return the names of all samples, sorted."""
    modules = (module.name for module in pkgutil.iter_modules(samples.__path__))
    return sorted(name.replace("_", "-") for name in modules if not name.startswith("_"))


def make(name: str, **parameters: Any) -> Sample:
    """Make the sample `name`.

    Parameters
    ----------
    name : str
        One of `names`.
    **parameters
        Arguments of the sample's own ``make``, such as ``n`` (edge in pixels) or ``seed``.

    Raises
    ------
    ValueError
        If there is no such sample.
    """
    if name not in names():
        raise ValueError(f"there is no sample {name!r}; there are {', '.join(names())}")
    return importlib.import_module(f"samples.{name.replace('-', '_')}").make(**parameters)
