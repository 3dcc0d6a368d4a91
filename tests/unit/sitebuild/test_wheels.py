"""Wheels of the site: pip reads the index and installs from it."""
import json
import subprocess
import sys
import zipfile

import pytest

from sitebuild import BuildError, supply
from sitebuild.output import Output
from sitebuild.wheels import Offer, offered, own_wheel, publish


def wheel(path, name="Tiny_Thing", metadata=True):
    """Write a wheel of one module."""
    file = path / f"{name.lower()}-1.0-py3-none-any.whl"
    about = f"{name.lower()}-1.0.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{name.lower()}.py", "answer = 42\n")
        if metadata:
            archive.writestr(f"{about}/METADATA",
                             f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nSummary: Answers\n")
            archive.writestr(f"{about}/WHEEL",
                             "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{about}/RECORD", "")
    return file


@pytest.fixture
def nothing_more(monkeypatch):
    monkeypatch.setattr(supply, "extras", lambda folder: [])


def test_wheels_of_the_owner_are_offered_but_not_those_of_the_site(tmp_path, nothing_more):
    wheel(tmp_path)
    wheel(tmp_path, "Shipped")
    (tmp_path / "compiled-1.0-cp314-cp314-wasm32.whl").write_bytes(b"")
    found = offered(tmp_path, ["shipped-1.0-py3-none-any.whl"])
    assert [offer.file for offer in found] == ["tiny_thing-1.0-py3-none-any.whl"]
    assert found[0].about["Summary"] == "Answers"
    assert offered(None, []) == []


@pytest.mark.parametrize("content", [b"no zip", None], ids=["no zip", "no metadata"])
def test_what_is_no_wheel_is_named(tmp_path, nothing_more, content):
    file = wheel(tmp_path, metadata=False)
    if content:
        file.write_bytes(content)
    with pytest.raises(BuildError, match=r"tiny_thing-1\.0-py3-none-any\.whl is no wheel"):
        offered(tmp_path, [])


def test_pip_installs_from_the_index(tmp_path, plain_server):
    (tmp_path / "in").mkdir()
    other = wheel(tmp_path / "in")
    out = Output(tmp_path / "site")
    own = own_wheel({"coins": b"an archive"})
    publish(out, own, [Offer(other.name, other.read_bytes())])
    packages = json.loads((tmp_path / "site/wheels/packages.json").read_text())
    assert packages == [{"name": "Tiny_Thing", "version": "1.0", "summary": "Answers"}]
    index = plain_server(tmp_path / "site") + "wheels/simple/"
    for name in ("tiny-thing", "what-is-an-image"):
        done = subprocess.run(
            [sys.executable, "-m", "pip", "install", "--no-deps", "--no-input", "--disable-pip-version-check",
             "--isolated", "--index-url", index, "--target", str(tmp_path / "target"), name],
            text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "target/tiny_thing.py").read_text() == "answer = 42\n"
    assert (tmp_path / "target/what_is_an_image/samples/coins.npz").read_bytes() == b"an archive"
    assert (tmp_path / "target/imaging/thresholding.py").is_file()
    assert not list((tmp_path / "target/samples").glob("coins.py"))


def test_the_same_sources_give_the_same_wheel():
    assert own_wheel({"a": b"1"}) == own_wheel({"a": b"1"})
