"""Which wheels are wanted, which hashes they may have, and what the site's lock says."""
import json

import pytest

from sitebuild import BuildError, supply
from sitebuild.lock import ALLOW_LIST, Lock, normalise

WANTED = ["numpy", "scipy", "pillow", "micropip", "scikit-image", "tifffile"]


@pytest.fixture(scope="module")
def lock() -> Lock:
    return Lock.read(supply.PYODIDE / supply.LOCK_NAME)


def test_dependencies_come_along_but_not_those_we_leave_out(lock):
    names = [wheel.name for wheel in lock.wheels(["scikit_image"])]
    assert names == ["lazy-loader", "numpy", "packaging", "scikit-image", "scipy"]


def test_pins_are_those_of_the_design(lock):
    versions = {wheel.name: wheel.version for wheel in lock.wheels(WANTED)}
    assert versions["numpy"] == "2.4.3"
    assert versions["scipy"] == "1.18.0"
    assert versions["scikit-image"] == "0.25.2"


def test_a_replacement_is_accepted_beside_the_original(lock):
    original = lock.pyodide["packages"]["scikit-image"]["sha256"]
    (replacement,) = lock.allowed["replacements"]["scikit-image"]
    (wheel,) = (wheel for wheel in lock.wheels(["scikit-image"]) if wheel.name == "scikit-image")
    assert set(wheel.hashes) == {original, replacement}


def test_the_allow_list_is_well_formed_and_explains_itself():
    allowed = json.loads(ALLOW_LIST.read_text())
    for name, entry in allowed["additions"].items():
        assert entry["why"]
        assert entry["file_name"].startswith(f"{name}-{entry['version']}-")
        assert len(bytes.fromhex(entry["sha256"])) == 32
    for hashes in allowed["replacements"].values():
        for digest, why in hashes.items():
            assert len(bytes.fromhex(digest)) == 32
            assert why


def test_the_shipped_lock_has_the_real_hashes_and_only_what_is_there(lock):
    wheels = lock.wheels(WANTED)
    found = {wheel.name: "f" * 64 for wheel in wheels if wheel.name != "scikit-image"}
    shipped = lock.shipped(found, wheels)
    assert shipped["info"] == lock.pyodide["info"]
    assert set(shipped["packages"]) == set(found)
    assert {entry["sha256"] for entry in shipped["packages"].values()} == {"f" * 64}
    assert shipped["packages"]["pillow"]["imports"] == ["PIL"]
    for entry in shipped["packages"].values():
        assert set(entry["depends"]) <= set(found)
        assert "why" not in entry


def test_an_unknown_package_is_named(lock):
    with pytest.raises(BuildError, match="'no-such-package'"):
        lock.wheels(["No_Such.Package"])


@pytest.mark.parametrize("name", ["lazy_loader", "Lazy.Loader", "lazy--loader"])
def test_names_are_normalised_as_pep_503_says(name):
    assert normalise(name) == "lazy-loader"
