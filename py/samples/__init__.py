"""Synthetic micrographs and two photographs, made when the site is built.

Every module of this package whose name has no leading underscore is one sample: a docstring, and a function
``make(...)`` that returns a `Sample`. All its arguments have defaults; the same arguments give the same
picture. ``haadf_lattice.py`` is the sample ``haadf-lattice``. Making one needs scipy or scikit-image; the
browser only loads what `export` wrote, with numpy and the standard library.
"""

from samples._archive import export, load
from samples._registry import make, names
from samples._sample import Sample

__all__ = ["Sample", "export", "load", "make", "names"]
