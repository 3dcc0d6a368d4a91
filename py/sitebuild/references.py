"""Where the libraries document a function: addresses of numpy, scipy and scikit-image."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import numpy as np

_NUMPY = "https://numpy.org/doc/stable/reference/"
_SCIPY = "https://docs.scipy.org/doc/scipy/reference/generated/"
_SKIMAGE = "https://scikit-image.org/docs/stable/api/"
_CONSTANTS = ("e", "euler_gamma", "inf", "nan", "newaxis", "pi")
#: Objects that are indexed and not called, with pages of their own.
_INDEXED = ("c_", "index_exp", "mgrid", "ogrid", "r_", "s_")
#: What of numpy.random is documented on the page of the generators.
_RANDOM = ("Generator", "default_rng")


def address(path: str) -> str | None:
    """Return the page that documents a name.

    Parameters
    ----------
    path : str
        Module and name as code refers to them, ``"numpy.fft.rfft2"``.

    Returns
    -------
    str or None
        None for what is no public function, class or constant of numpy, scipy or scikit-image.
    """
    module_name, _, name = path.rpartition(".")
    if not module_name or any(part.startswith("_") for part in path.split(".")):
        return None
    module = _module(module_name)
    thing = getattr(module, name, None)
    if thing is None and not (module is np and name == "newaxis") or isinstance(thing, ModuleType):
        return None
    if callable(thing) and not isinstance(thing, type):
        name = _documented_name(module, name, thing)
    library = module_name.partition(".")[0]
    if library == "numpy":
        return _in_numpy(module_name, name, thing)
    if library == "scipy" and callable(thing):
        return f"{_SCIPY}{module_name}.{name}.html"
    if library == "skimage" and callable(thing):
        return f"{_SKIMAGE}{module_name}.html#{module_name}.{name}"
    return None


def _module(name: str) -> ModuleType | None:
    if name.partition(".")[0] not in ("numpy", "scipy", "skimage"):
        return None
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _documented_name(module: ModuleType | None, name: str, thing: Any) -> str:
    """An alias is documented under the name that the thing itself bears: ``np.abs`` is ``numpy.absolute``."""
    own = getattr(thing, "__name__", name)
    return own if getattr(module, own, None) is thing else name


def _in_numpy(module: str, name: str, thing: Any) -> str | None:
    if module == "numpy" and name in _CONSTANTS:
        return f"{_NUMPY}constants.html#numpy.{name}"
    if isinstance(thing, type) and issubclass(thing, np.generic):
        return f"{_NUMPY}arrays.scalars.html#{module}.{name}"
    if module == "numpy.random":
        return f"{_NUMPY}random/generator.html#{module}.{name}" if name in _RANDOM else None
    if callable(thing) or name in _INDEXED:
        return f"{_NUMPY}generated/{module}.{name}.html"
    return None
