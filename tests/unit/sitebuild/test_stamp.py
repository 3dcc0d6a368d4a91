"""When a folder need not be built again, and that its mark does not tell where it was built."""
import pytest

from sitebuild import stamp
from sitebuild.options import Options
from sitebuild.stamp import MARK, Stamp


@pytest.fixture(autouse=True)
def records(tmp_path, monkeypatch):
    monkeypatch.setattr(stamp, "RECORDS", tmp_path / "records")


def finished(folder, version="one", inputs="these"):
    made = Stamp(folder)
    made.begin()
    return made.finish(version, inputs)


def test_a_finished_site_is_current_for_its_inputs_alone(tmp_path):
    folder = tmp_path / "site"
    assert not Stamp(folder).ours
    finished(folder)
    assert Stamp(folder).is_current("these")
    assert not Stamp(folder).is_current("others")


def test_one_that_was_begun_is_ours_and_not_current(tmp_path):
    folder = tmp_path / "site"
    finished(folder)
    Stamp(folder).begin()
    assert Stamp(folder).ours
    assert not Stamp(folder).is_current("these")


def test_one_that_lacks_something_is_never_current(tmp_path):
    finished(tmp_path / "site", inputs=None)
    assert not Stamp(tmp_path / "site").is_current("these")


def test_another_site_in_the_same_place_is_not_taken_for_it(tmp_path):
    folder = tmp_path / "site"
    finished(folder, "one")
    (folder / MARK).write_text(finished(tmp_path / "elsewhere", "two").read_text())
    assert not Stamp(folder).is_current("these")


def test_the_same_site_has_the_same_mark_everywhere(tmp_path):
    here, there = finished(tmp_path / "a"), finished(tmp_path / "b", inputs="made elsewhere")
    assert here.read_bytes() == there.read_bytes()


def test_our_own_python_is_an_input(monkeypatch, tmp_path):
    options = Options(out=tmp_path / "site")
    ours = stamp.fingerprint(options)
    other = tmp_path / "root"
    for name in ("py", "shaders", "static", "web"):
        (other / name).mkdir(parents=True)
    (other / "pyproject.toml").write_text("")
    monkeypatch.setattr(stamp, "ROOT", other)
    assert stamp.fingerprint(options) != ours
    empty = stamp.fingerprint(options)
    (other / "web/node_modules").mkdir()
    (other / "web/node_modules/x.js").write_text("x")
    assert stamp.fingerprint(options) == empty
    (other / "py/x.py").write_text("x")
    assert stamp.fingerprint(options) != empty
