"""The whole site from parts that are quick to make: what is written, what is left, what is built again."""
import hashlib
import importlib
import json
import sys
import zipfile

import pytest

import demos
from livedemo import discovery
from sitebuild import BuildError, site
from sitebuild.bundles import Bundles
from sitebuild.deck import DeckInfo
from sitebuild.options import Options
from sitebuild.supply import Supply

FLAT = '''"""Flat

An image of one value.
"""
import numpy as np
from livedemo import ImageInput, Result

CONTROLS = (ImageInput(default="coins", samples=("coins",)),)

async def compute(prepared, state):
    import scipy
    return Result("One.", image=np.zeros((4, 4), np.uint8))

def view(result):
    from livedemo import view as v
    return [v.image(result, "image", title="Image")]
'''
NUMPY = {"file_name": "numpy.whl", "version": "2.4.3", "depends": []}


class Parts:
    """Stands in for what takes long: Pyodide, its packages and the deck."""

    def __init__(self):
        self.missing = {}
        self.built = 0

    def provide(self, target, packages, wheels):
        self.built += 1
        target.mkdir(parents=True, exist_ok=True)
        for name in ("numpy.whl", "pyodide.mjs"):
            (target / name).write_text(name)
        return Supply({"info": {"python": "3.14.2"}, "packages": {"numpy": NUMPY}}, self.missing, {})

    def compile_archives(self, jobs):
        for job in jobs:
            job.output.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(job.output, "w") as archive:
                for folder, name in job.inputs:
                    archive.writestr(f"{name}: {folder}", "")

    def build_deck(self, source, out, titles, in_site):
        out.mkdir(parents=True)
        (out / "index.html").write_text(source.read_text("utf-8"))
        return DeckInfo("Deck", 1, tuple(titles), ("slide 1: a warning",))


@pytest.fixture
def parts(monkeypatch):
    parts = Parts()
    monkeypatch.setattr(site.supply, "provide", parts.provide)
    monkeypatch.setattr(site, "compile_archives", parts.compile_archives)
    monkeypatch.setattr(site, "build_deck", parts.build_deck)
    monkeypatch.setattr(site, "_siblings", lambda out: None)
    stage = {"name": "numpy", "file": "bundles/numpy.zip", "packages": ("numpy",), "after": ()}
    monkeypatch.setattr(site.bundles, "make",
                        lambda folder, lock: Bundles({"bundles/numpy.zip": b"numpy"}, [stage]))
    return parts


@pytest.fixture
def options(tmp_path, monkeypatch):
    """Options that build one small demo, outside the project."""
    folder = tmp_path / "mine/demos"
    folder.mkdir(parents=True)
    (folder / "flat_test.py").write_text(FLAT)
    monkeypatch.setattr(demos, "__path__", list(demos.__path__))
    monkeypatch.setattr(discovery, "names", lambda: ["flat-test"])
    monkeypatch.delitem(sys.modules, "demos.flat_test", raising=False)
    importlib.invalidate_caches()
    return Options(out=tmp_path / "dist", demos=folder)


def test_what_is_written(parts, options, capsys):
    out = site.build(options)
    for name in ("index.html", "demos/flat-test/index.html", "demos/flat-test/first.json", "demo/main.js",
                 "demos/flat-test/poster.svg", "demos/flat-test/image.webp", "samples/coins.npz",
                 "deck/index.html", "bokeh/bokeh.js", "kernel/worker.js", "styles/base.css", "icon.svg"):
        assert (out / name).is_file(), name
    assert "slide 1: a warning" in capsys.readouterr().out


def test_the_manifest_names_every_file_of_python_with_its_hash(parts, options):
    out = site.build(options)
    manifest = json.loads((out / "kernel/manifest.json").read_text())
    assert manifest["files"].keys() == {"bundles/numpy.zip", "kernel/app.zip", "samples/coins.npz",
                                        "pyodide/numpy.whl", "pyodide/pyodide.mjs"}
    for name, entry in manifest["files"].items():
        data = (out / name).read_bytes()
        packed = {"packed": True} if name in ("kernel/app.zip", "samples/coins.npz") else {}
        assert entry == {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), **packed}, name
    assert manifest["packages"] == {"numpy": {"file": "pyodide/numpy.whl", "depends": []}}
    assert manifest["stages"] == [{"name": "numpy", "file": "bundles/numpy.zip", "packages": ["numpy"],
                                   "after": []}]


def test_demos_from_elsewhere_travel_with_our_own(parts, options):
    out = site.build(options)
    with zipfile.ZipFile(out / "kernel/app.zip") as archive:
        packages = [name.partition(":")[0] for name in archive.namelist()]
    assert {"demos", "imaging", "kernel", "livedemo", "samples"} <= set(packages)
    assert packages.count("demos") == 2
    assert "sitebuild" not in packages


def test_a_missing_package_is_told_to_the_page_and_looked_for_again(parts, options):
    parts.missing = {"scipy": "not found"}
    out = site.build(options)
    page = (out / "demos/flat-test/index.html").read_text()
    assert '"missing":["scipy"]' in page
    site.build(options)
    assert parts.built == 2


def test_nothing_is_built_twice(parts, options, capsys):
    site.build(options)
    before = {path: path.stat().st_mtime_ns for path in options.out.rglob("*")}
    site.build(options)
    assert parts.built == 1
    assert "is up to date" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in options.out.rglob("*")} == before


def test_a_change_builds_again_and_leaves_equal_files_alone(parts, options):
    site.build(options)
    bokeh, page = options.out / "bokeh/bokeh.js", options.out / "demos/flat-test/index.html"
    before = bokeh.stat().st_mtime_ns
    demo = options.demos / "flat_test.py"
    demo.write_text(FLAT.replace("Flat\n", "Level\n", 1))
    del sys.modules["demos.flat_test"]
    importlib.invalidate_caches()
    site.build(options)
    assert parts.built == 2
    assert "<title>Level" in page.read_text()
    assert bokeh.stat().st_mtime_ns == before


def test_leftovers_of_an_earlier_build_go(parts, options):
    site.build(options)
    leftover = options.out / "demos/gone/index.html"
    leftover.parent.mkdir()
    leftover.write_text("gone")
    (options.out / "kernel/old.js").write_text("old")
    (options.demos / "flat_test.py").write_text(FLAT + "\n")
    site.build(options)
    assert not leftover.parent.exists()
    assert not (options.out / "kernel/old.js").exists()


def test_a_deck_is_always_built(parts, options, tmp_path):
    deck = tmp_path / "talk.md"
    deck.write_text("# One")
    chosen = Options(out=options.out, demos=options.demos, deck=deck)
    site.build(chosen)
    deck.write_text("# Two")
    assert (site.build(chosen) / "deck/index.html").read_text() == "# Two"


def test_a_folder_with_something_else_is_left_alone(parts, options):
    options.out.mkdir()
    (options.out / "thesis.txt").write_text("years of work")
    with pytest.raises(BuildError, match="is not a site that this build made: choose an empty folder"):
        site.build(options)
    assert [path.name for path in options.out.iterdir()] == ["thesis.txt"]


def test_an_empty_folder_is_taken(parts, options):
    options.out.mkdir()
    site.build(options)
    assert (options.out / "index.html").is_file()


def test_after_a_build_that_failed_the_next_one_goes_on(parts, options):
    (options.demos / "flat_test.py").write_text(FLAT.replace("async def", "def"))
    with pytest.raises(BuildError, match="demos.flat_test: .*needs 'async def compute"):
        site.build(options)
    (options.demos / "flat_test.py").write_text(FLAT + "# good again\n")
    del sys.modules["demos.flat_test"]
    importlib.invalidate_caches()
    assert (site.build(options) / "index.html").is_file()


def test_demos_from_elsewhere_are_found_by_that_build_alone(parts, options, monkeypatch):
    ours = list(demos.__path__)
    site.build(options)
    assert list(demos.__path__) == ours
    monkeypatch.setattr(site, "build_deck", lambda *_, **__: 1 / 0)
    (options.demos / "another.py").write_text(FLAT)
    with pytest.raises(ZeroDivisionError):
        site.build(options)
    assert list(demos.__path__) == ours
