"""Bundles hold what was traced and the index all the rest: nothing that the archives have is lost."""

import io
import json
import zipfile

import pytest

from kernel import deferring
from livedemo import discovery
from sitebuild import BuildError, bundles, linking

FILES = {"library": ["json/__init__.pyc", "re/__init__.pyc"],
         "numpy": ["numpy/__init__.pyc", "numpy/_core/_multiarray.cpython-314-wasm32-emscripten.so"],
         "numpy-more": ["numpy/char/__init__.pyc"],
         "scipy": ["scipy/__init__.pyc", "numpy/char/__init__.pyc"],
         "scipy-more": ["scipy.libs/libopenblas.so", "scipy/linalg/_flapack.so"],
         "scikit-image": ["skimage/__init__.pyc", "skimage/__init__.pyi", "packaging/version.pyc"],
         "scikit-image-more": []}
TRACED = {"files": FILES, "demos": {
    "later": {"atStart": [], "packages": ["numpy-more"]},
    "at-once": {"atStart": ["numpy-more"], "packages": ["numpy-more", "scipy-more"]}}}
ARCHIVES = {
    "python_stdlib.zip": ["json/__init__.pyc", "json/tool.pyc", "re/__init__.pyc", "email/mime/text.pyc"],
    "numpy.whl": [*FILES["numpy"], "numpy/char/__init__.pyc", "numpy/ma/core.pyc",
                  "numpy-2.dist-info/RECORD"],
    "scipy.whl": ["scipy/__init__.pyc", *FILES["scipy-more"],
                  "scipy/io/_fast.cpython-314-wasm32-emscripten.so"],
    "skimage.whl": FILES["scikit-image"][:2], "lazy.whl": ["lazy_loader/__init__.pyc"],
    "packaging.whl": ["packaging/version.pyc", "packaging/tags.pyc"],
    "pillow.whl": ["PIL/__init__.pyc", "PIL/Image.pyc"],
}
PACKAGES = {"numpy": "numpy.whl", "scipy": "scipy.whl", "scikit-image": "skimage.whl",
            "lazy-loader": "lazy.whl", "packaging": "packaging.whl", "pillow": "pillow.whl"}


@pytest.fixture
def folder(tmp_path):
    for name, files in ARCHIVES.items():
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.writestr(file, f"content of {file}")
    return tmp_path


def lock(*names):
    return {"packages": {name: {"file_name": PACKAGES[name]} for name in names or PACKAGES}}


def test_a_bundle_holds_the_traced_files_of_its_stage_as_they_are(folder):
    made = bundles.make(folder, lock(), TRACED)
    assert [stage["name"] for stage in made.stages] == [
        "numpy", "numpy-more", "scipy", "scipy-more", "scikit-image"]
    for stage, names in FILES.items():
        if not names:
            assert f"bundles/{stage}.zip" not in made.files
            continue
        with zipfile.ZipFile(io.BytesIO(made.files[f"bundles/{stage}.zip"])) as archive:
            assert archive.namelist() == names
            assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
            assert archive.read(names[0]).decode() == f"content of {names[0]}"


def test_every_module_of_the_archives_is_in_a_bundle_or_in_the_index(folder):
    index = json.loads(bundles.make(folder, lock(), TRACED).files["bundles/index.json"])
    assert index["whole"] == {
        "library": ["email.mime.text", "json.tool"], "numpy": ["numpy.ma.core"],
        "scipy": ["scipy.io._fast"], "scikit-image": [], "lazy-loader": ["lazy_loader"],
        "packaging": ["packaging.tags"], "pillow": ["PIL"]}
    assert index["stages"] == {
        "numpy": ["numpy", "numpy._core._multiarray"], "numpy-more": ["numpy.char"],
        "scipy": ["numpy.char", "scipy"], "scipy-more": ["scipy.linalg._flapack"],
        "scikit-image": ["packaging.version", "skimage"]}


def test_without_a_package_its_stage_is_left_out(folder):
    made = bundles.make(folder, lock("numpy", "pillow"), TRACED)
    assert [stage["name"] for stage in made.stages] == ["numpy", "numpy-more"]
    assert "bundles/scipy.zip" not in made.files
    assert "bundles/scipy-more.zip" not in made.files


def test_equal_archives_give_equal_bytes(folder):
    assert bundles.make(folder, lock(), TRACED) == bundles.make(folder, lock(), TRACED)


def test_a_trace_older_than_the_packages_is_refused(folder):
    with pytest.raises(BuildError, match="scipy/gone.pyc, .* run python build.py trace"):
        bundles.make(folder, lock(), {"files": FILES | {"scipy": ["scipy/gone.pyc"]}})


@pytest.mark.parametrize(("packages", "stage"), [
    ([], "numpy"), (["numpy"], "numpy"), (["scipy", "numpy"], "scipy"), (["packaging"], "scikit-image")])
def test_the_stage_of_a_demo_is_the_last_that_it_needs(packages, stage):
    assert bundles.stage_of(packages) == stage


@pytest.mark.parametrize(("demo", "at_start", "more"), [
    ("later", True, []), ("later", False, ["numpy-more"]),
    ("at-once", True, ["numpy-more"]), ("at-once", False, ["numpy-more", "scipy-more"]),
    ("a-readers-own", True, ["numpy-more", "scipy-more"])])
def test_a_demo_gets_the_second_bundles_that_it_imports_from_or_all_of_its_stages(demo, at_start, more):
    assert bundles.more_of(demo, ["scipy"], at_start, TRACED) == more


def test_each_bundle_comes_after_those_of_the_stages_before(folder):
    made = bundles.make(folder, lock(), TRACED)
    assert {stage["name"]: stage["after"] for stage in made.stages} == {
        "numpy": [], "numpy-more": ["numpy"], "scipy": ["numpy"], "scipy-more": ["numpy", "scipy"],
        "scikit-image": ["numpy", "scipy"]}


def module(*libraries: str) -> bytes:
    """A module that links to libraries, as Emscripten writes it: other subsections come first."""
    def text(value):
        return bytes([len(value)]) + value

    needed = bytes([len(libraries)]) + b"".join(text(name.encode()) for name in libraries)
    section = text(b"dylink.0") + b"\1" + text(b"\x80\1\0\0\0") + b"\2" + text(needed)
    return b"\0asm\1\0\0\0\0" + text(section) + b"\1\4what"


def test_a_bundle_that_links_to_a_library_of_another_comes_after_it(folder):
    assert linking.needed(module("libopenblas.so", "libm.so")) == ["libopenblas.so", "libm.so"]
    assert linking.needed(module()) == linking.needed(b"no module") == []
    with zipfile.ZipFile(folder / "skimage.whl", "a") as archive:
        archive.writestr("skimage/links.so", module("libopenblas.so"))
    traced = {"files": FILES | {"scikit-image-more": ["skimage/links.so"]}}
    last = bundles.make(folder, lock(), traced).stages[-1]
    assert last["name"] == "scikit-image-more"
    assert last["after"] == ["numpy", "scipy", "scipy-more", "scikit-image"]
    with pytest.raises(BuildError, match=r"links.so of scikit-image-more needs libopenblas.so"):
        bundles.make(folder, lock(), {"files": traced["files"] | {"scipy-more": []}})


def test_all_demos_have_been_traced_and_what_is_deferred_is_there_at_the_start():
    traced = json.loads(bundles.TRACED.read_text("utf-8"))
    assert sorted(traced["demos"]) == discovery.names()
    assert list(traced["files"]) == [bundles.LIBRARY, *bundles.ORDER]
    for name in deferring.DEFERRED:
        top, _, rest = name.partition(".")
        assert f"{top}/{rest}/__init__.pyc" in traced["files"][top]
