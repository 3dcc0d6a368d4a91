"""The packages of a demo, traced through small packages of our own."""
import pytest

from livedemo import discovery
from sitebuild import ROOT
from sitebuild.imports import packages

AVAILABLE = frozenset({"numpy", "scipy", "scikit-image", "pillow", "tifffile"})


@pytest.fixture
def write(tmp_path):
    """A function that writes modules, source by path, below a folder and returns that folder."""

    def write(modules):
        for name, source in modules.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        return tmp_path

    return write


def test_imports_are_followed_through_our_own_modules(write):
    folder = write({"demos/my_demo.py": "from imaging import tools\nimport math, json\n",
                    "imaging/tools.py": "from imaging.deeper import f\n",
                    "imaging/deeper.py": "import scipy.ndimage\nfrom skimage.measure import label\n"})
    assert packages("my-demo", (folder,), AVAILABLE) == ["scikit-image", "scipy"]


@pytest.mark.parametrize("statement", ["import imaging.reading", "from imaging.reading import read",
                                       "from imaging.reading.deep import read"])
def test_a_package_is_imported_with_its_modules(statement, write):
    folder = write({"demos/a.py": statement, "imaging/reading/__init__.py": "from PIL import Image\n",
                    "imaging/reading/deep.py": "", "imaging/__init__.py": "import numpy\n"})
    assert packages("a", (folder,), AVAILABLE) == ["numpy", "pillow"]


def test_imports_inside_functions_count_except_those_of_the_view(write):
    folder = write({"demos/a.py": "def f():\n    if True:\n        import scipy\n\ndef view(result):\n"
                                  "    import skimage\n    def inner():\n        import tifffile\n"})
    assert packages("a", (folder,), AVAILABLE) == ["scipy"]


def test_what_is_not_available_is_not_asked_for(write):
    folder = write({"demos/a.py": "import os, bokeh, numpy\n"})
    assert packages("a", (folder,), AVAILABLE) == ["numpy"]


def test_modules_may_import_each_other(write):
    folder = write({"demos/a.py": "import imaging.b\n", "imaging/b.py": "import imaging.c\nimport scipy\n",
                    "imaging/c.py": "import imaging.b\n"})
    assert packages("a", (folder,), AVAILABLE) == ["scipy"]


def test_folders_are_searched_in_order(write):
    folder = write({"first/demos/a.py": "import numpy\n", "second/demos/a.py": "import scipy\n"})
    assert packages("a", (folder / "first", folder / "second"), AVAILABLE) == ["numpy"]


def test_our_own_demos():
    needed = {name: packages(name, (ROOT / "py",), AVAILABLE) for name in discovery.names()}
    assert needed["fourier-filtering"] == ["numpy"]
    assert needed["stem-moire"] == ["numpy", "scipy"]
    assert "scikit-image" in needed["connected-components"]
    assert "scikit-image" not in needed["thresholding"]
    at_start = {name: packages(name, (ROOT / "py",), AVAILABLE, at_start=True) for name in needed}
    assert at_start["image-math"] == ["numpy"]
    assert needed["image-math"] == ["numpy", "scipy"]
    assert not any({"pillow", "tifffile"} & set(names) for names in needed.values())
