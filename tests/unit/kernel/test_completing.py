"""What is not there yet is brought when it is imported, once, and nothing else is."""

import importlib
import json
import sys
import zipfile

import pytest

from kernel import completing


@pytest.fixture
def brought(tmp_path, monkeypatch):
    """A package of which a part is there, and a zip; what is asked for is written then."""
    (tmp_path / "partly").mkdir()
    (tmp_path / "partly/__init__.py").write_text("")
    library = tmp_path / "library.zip"
    write(library, {"there.py": "at = 1"})
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend(str(library))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    importlib.import_module("there")
    asked = []

    def bring(kind, name, module):
        asked.append((kind, name, module))
        if name == "library":
            write(library, {"there.py": "at = 1", "later.py": "at = 2",
                            "pack/__init__.py": "", "pack/deep.py": "at = 3"})
        elif name == "partly":
            (tmp_path / "partly/rest.py").write_text("at = 4")
        elif name == "next-more":
            (tmp_path / "other.py").write_text("at = 5")

    whole = {"library": ["later", "pack", "pack.deep"], "partly": ["partly.rest"]}
    stages = {"next": ["more"], "next-more": ["other"], "later": ["other"]}
    completing.install(json.dumps({"whole": whole, "stages": stages}), bring)
    return asked


def write(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def test_a_module_of_the_library_is_brought_with_all_of_it(brought):
    assert importlib.import_module("later").at == 2
    assert importlib.import_module("pack.deep").at == 3
    assert brought == [("whole", "library", "later")]


def test_the_rest_of_a_package_and_the_first_bundle_that_has_it(brought):
    assert importlib.import_module("partly.rest").at == 4
    assert importlib.import_module("other").at == 5
    assert brought == [("whole", "partly", "partly.rest"), ("stages", "next-more", "other")]


def test_what_the_site_does_not_have_is_not_asked_for(brought):
    for name in ("nowhere_at_all", "partly.nowhere"):
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(name)
    assert not brought
