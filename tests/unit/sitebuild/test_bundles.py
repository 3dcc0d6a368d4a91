"""Bundles hold what was traced and the index all the rest: nothing that the archives have is lost."""

import io
import json
import zipfile

import pytest

from sitebuild import BuildError, bundles

TRACED = {"library": ["json/__init__.pyc", "re/__init__.pyc"],
          "numpy": ["numpy/__init__.pyc", "numpy/_core/_multiarray.cpython-314-wasm32-emscripten.so"],
          "scipy": ["scipy.libs/libopenblas.so", "scipy/__init__.pyc", "numpy/char/__init__.pyc"],
          "scikit-image": ["skimage/__init__.pyc", "skimage/__init__.pyi", "packaging/version.pyc"]}
ARCHIVES = {
    "python_stdlib.zip": ["json/__init__.pyc", "json/tool.pyc", "re/__init__.pyc", "email/mime/text.pyc"],
    "numpy.whl": [*TRACED["numpy"], "numpy/char/__init__.pyc", "numpy/ma/core.pyc",
                  "numpy-2.dist-info/RECORD"],
    "scipy.whl": [*TRACED["scipy"][:2], "scipy/io/_fast.cpython-314-wasm32-emscripten.so"],
    "skimage.whl": TRACED["scikit-image"][:2], "lazy.whl": ["lazy_loader/__init__.pyc"],
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
    assert [stage["name"] for stage in made.stages] == ["numpy", "scipy", "scikit-image"]
    for stage, names in TRACED.items():
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
    assert index["stages"]["numpy"] == ["numpy", "numpy._core._multiarray"]
    assert index["stages"]["scipy"] == ["numpy.char", "scipy"]


def test_without_a_package_its_stage_is_left_out(folder):
    made = bundles.make(folder, lock("numpy", "pillow"), TRACED)
    assert [stage["name"] for stage in made.stages] == ["numpy"]
    assert "bundles/scipy.zip" not in made.files


def test_equal_archives_give_equal_bytes(folder):
    assert bundles.make(folder, lock(), TRACED) == bundles.make(folder, lock(), TRACED)


def test_a_trace_older_than_the_packages_is_refused(folder):
    with pytest.raises(BuildError, match="scipy/gone.pyc, .* run python build.py trace"):
        bundles.make(folder, lock(), TRACED | {"scipy": ["scipy/gone.pyc"]})


@pytest.mark.parametrize(("packages", "stage"), [
    ([], "numpy"), (["numpy"], "numpy"), (["scipy", "numpy"], "scipy"), (["packaging"], "scikit-image")])
def test_the_stage_of_a_demo_is_the_last_that_it_needs(packages, stage):
    assert bundles.stage_of(packages) == stage
