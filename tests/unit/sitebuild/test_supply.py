"""Wheels from every source, good and bad: what is used, what is refused, what stays in the cache."""
import hashlib
import io
import json
import zipfile

import pytest

from sitebuild import BuildError, supply
from sitebuild.lock import Wheel
from sitebuild.sources import CDN_VARIABLE, Carrier, Cdn, Folder, Index, PlainIndex


def zipped(**members: bytes) -> bytes:
    """Return a zip with always the same bytes."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return result.getvalue()


GOOD = zipped(**{"thing/__init__.py": b"x = 1\n", "thing/data.bin": bytes(9999),
                 "thing/tests/test_thing.py": b""})
DIGEST = hashlib.sha256(GOOD).hexdigest()
BAD = b"other bytes"
NAME = "thing-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
PURE = "thing-1.0-py3-none-any.whl"
CARRIER = {"requirement": "carrier==2.0", "folder": "inside/"}


def wheel(file_name: str = NAME, digest: str = DIGEST, name: str = "thing") -> Wheel:
    entry = {"name": name, "version": "1.0", "file_name": file_name, "sha256": digest, "depends": []}
    return Wheel(name, entry, {digest: "Pyodide's lock"})


def folder_with(path, content: bytes = GOOD, name: str = NAME) -> Folder:
    path.mkdir(exist_ok=True)
    (path / name).write_bytes(content)
    return Folder(path)


@pytest.fixture
def cdn(host, monkeypatch) -> Cdn:
    monkeypatch.setenv(CDN_VARIABLE, host.url + "v{version}/full")
    host.files[f"/v9/full/{NAME}"] = GOOD
    return Cdn("9")


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def files(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_comes_first(tmp_path, cache, cdn, host):
    found, missing = supply.find_wheels([wheel()], [folder_with(tmp_path / "w"), cdn], cache)
    assert (found, missing) == ({"thing": DIGEST}, {})
    assert (cache / NAME).read_bytes() == GOOD
    assert host.requests == []


def test_the_cdn_is_asked_once_and_the_cache_answers_then(cache, cdn, host):
    for _ in range(2):
        assert supply.find_wheels([wheel()], [cdn], cache)[0] == {"thing": DIGEST}
    assert [method for method, *_ in host.requests] == ["HEAD", "GET"]
    assert files(cache) == [NAME]


def test_a_wrong_hash_is_told_and_the_next_source_used(tmp_path, cache, cdn, capsys):
    bad = folder_with(tmp_path / "w", BAD)
    found, _ = supply.find_wheels([wheel()], [bad, cdn], cache)
    assert found == {"thing": DIGEST}
    told = capsys.readouterr().err
    for part in (NAME, str(tmp_path / "w"), DIGEST, hashlib.sha256(BAD).hexdigest()):
        assert part in told


@pytest.mark.parametrize("fault", ["wrong hash", "truncated", "not there"])
def test_nothing_bad_stays_in_the_cache(cache, cdn, host, fault):
    path = f"/v9/full/{NAME}"
    if fault == "wrong hash":
        host.files[path] = BAD
    elif fault == "truncated":
        host.truncated.add(path)
    else:
        del host.files[path]
    found, missing = supply.find_wheels([wheel()], [cdn], cache)
    assert found == {}
    assert "Pyodide's CDN" in missing["thing"]
    assert files(cache) == []


def test_a_spoilt_file_in_the_cache_is_replaced(cache, cdn, capsys):
    cache.mkdir()
    (cache / NAME).write_bytes(BAD)
    assert supply.find_wheels([wheel()], [cdn], cache)[0] == {"thing": DIGEST}
    assert (cache / NAME).read_bytes() == GOOD
    assert "the cache" in capsys.readouterr().err


def test_a_spoilt_file_in_the_cache_is_removed_even_without_another(cache):
    cache.mkdir()
    (cache / NAME).write_bytes(BAD)
    assert supply.find_wheels([wheel()], [], cache)[0] == {}
    assert files(cache) == []


def test_an_unreachable_cdn_is_asked_only_once(cache, closed_port, monkeypatch, capsys):
    monkeypatch.setenv(CDN_VARIABLE, f"http://127.0.0.1:{closed_port}")
    wheels = [wheel(name="one"), wheel(name="two")]
    _, missing = supply.find_wheels(wheels, [Cdn("9")], cache)
    assert set(missing) == {"one", "two"}
    assert capsys.readouterr().out.count("unreachable") == 1


def test_single_members_are_read_out_of_the_carrier(cache, index, make_wheel):
    padding = {f"padding/{number}": bytes([number]) * 50_000 for number in range(10)}
    index.add_project("carrier", "carrier-2.0-py3-none-any.whl",
                      make_wheel("carrier", "2.0", {**padding, f"inside/{NAME}": GOOD}))
    source = Carrier(Index(), CARRIER)
    found, missing = supply.find_wheels([wheel(), wheel("absent.whl", name="absent")], [source], cache)
    assert found == {"thing": DIGEST}
    assert "not in there" in missing["absent"]
    transfers = [wanted for method, path, wanted in index.requests if method == "GET" and "/files/" in path]
    assert transfers
    assert all(transfers), "the whole file was asked for"


def test_the_carrier_is_downloaded_whole_where_ranges_are_refused(cache, index, make_wheel, capsys):
    index.serves_ranges = False
    index.add_project("carrier", "carrier-2.0-py3-none-any.whl",
                      make_wheel("carrier", "2.0", {f"inside/{NAME}": GOOD}))
    assert supply.find_wheels([wheel()], [Carrier(Index(), CARRIER)], cache)[0] == {"thing": DIGEST}
    assert "whole" in capsys.readouterr().out


def test_a_wrong_member_of_the_carrier_is_refused(cache, index, make_wheel):
    index.add_project("carrier", "carrier-2.0-py3-none-any.whl",
                      make_wheel("carrier", "2.0", {f"inside/{NAME}": BAD}))
    found, missing = supply.find_wheels([wheel()], [Carrier(Index(), CARRIER)], cache)
    assert found == {}
    assert "wrong hash" in missing["thing"]
    assert files(cache) == []


def test_a_pure_wheel_comes_from_the_index_itself(cache, index, make_wheel):
    content = make_wheel("thing", "1.0")
    index.add_project("thing", PURE, content)
    digest = hashlib.sha256(content).hexdigest()
    found, _ = supply.find_wheels([wheel(PURE, digest)], [PlainIndex(Index())], cache)
    assert found == {"thing": digest}


def test_another_pure_wheel_of_the_same_name_is_refused(cache, index, make_wheel, capsys):
    index.add_project("thing", PURE, make_wheel("thing", "1.0", {"thing.py": b"evil = True"}))
    assert supply.find_wheels([wheel(PURE)], [PlainIndex(Index())], cache)[0] == {}
    assert DIGEST in capsys.readouterr().err


def test_an_unreachable_index_is_asked_only_once(cache, index, closed_port, monkeypatch, capsys):
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{closed_port}/simple/")
    pip = Index()
    sources = [Carrier(pip, CARRIER), PlainIndex(pip)]
    _, missing = supply.find_wheels([wheel(PURE, name="one"), wheel(PURE, name="two")], sources, cache)
    assert "unreachable" in missing["one"]
    assert "unreachable" in missing["two"]
    assert capsys.readouterr().out.count("unreachable") == 1


def test_a_package_without_what_it_needs_is_missing_too():
    def needing(name, *depends):
        return Wheel(name, {"depends": list(depends)}, {})

    wheels = [needing("a", "b"), needing("b", "c"), needing("c"), needing("d")]
    found, missing = dict.fromkeys("abd", DIGEST), {"c": "nowhere"}
    supply.drop_unusable(wheels, found, missing)
    assert set(found) == {"d"}
    assert missing["b"] == "needs c, which is missing"
    assert missing["a"] == "needs b, which is missing"


class TestProvide:
    """The whole of it, with the tiny packages of a made-up lock beside Pyodide's real core."""

    @pytest.fixture
    def site(self, tmp_path, monkeypatch, host):
        self.wheels = tmp_path / "wheels"
        folder_with(self.wheels)
        lock = {"info": {"python": "3.14.0"}, "packages": {
            "thing": {"name": "thing", "version": "1.0", "file_name": NAME, "sha256": DIGEST, "depends": [],
                      "imports": ["thing"], "install_dir": "site", "package_type": "package"},
            "other": {"name": "other", "version": "1.0", "file_name": "other.whl", "sha256": DIGEST,
                      "depends": ["thing"], "imports": ["other"]}}}
        pyodide = tmp_path / "pyodide"
        pyodide.mkdir()
        for name in (*supply.CORE, supply.STANDARD_LIBRARY, "package.json"):
            (pyodide / name).symlink_to(supply.PYODIDE / name)
        (pyodide / supply.LOCK_NAME).write_text(json.dumps(lock))
        monkeypatch.setattr(supply, "PYODIDE", pyodide)
        monkeypatch.setattr(supply, "CACHE", tmp_path / "cache")
        monkeypatch.setenv(CDN_VARIABLE, host.url)
        return tmp_path / "site"

    def test_the_folder_holds_the_core_the_wheels_and_their_lock(self, site):
        site.mkdir()
        (site / "left-over.whl").write_bytes(b"of an earlier build")
        got = supply.provide(site, ["thing"], self.wheels)
        assert got.missing == {}
        assert files(site) == sorted([*supply.CORE, supply.STANDARD_LIBRARY, supply.LOCK_NAME, NAME])
        assert got.sizes == {name: (site / name).stat().st_size for name in files(site)}
        assert json.loads((site / supply.LOCK_NAME).read_text()) == got.lock
        assert got.lock["packages"]["thing"]["sha256"] == supply.sha256(site / NAME) != DIGEST
        with zipfile.ZipFile(site / NAME) as archive:
            assert sorted(archive.namelist()) == ["thing/__init__.pyc", "thing/data.bin"]

    def test_a_second_build_leaves_the_files_alone(self, site):
        supply.provide(site, ["thing"], self.wheels)
        before = {name: (site / name).stat().st_mtime_ns for name in files(site)}
        supply.provide(site, ["thing"], self.wheels)
        assert {name: (site / name).stat().st_mtime_ns for name in files(site)} == before

    def test_a_site_without_numpy_is_refused(self, site, index, monkeypatch):
        monkeypatch.setattr(supply, "ESSENTIAL", ("other",))
        with pytest.raises(BuildError, match="without other"):
            supply.provide(site, ["thing", "other"], self.wheels)

    def test_what_cannot_be_found_is_explained_and_the_build_goes_on(self, site, index, capsys):
        got = supply.provide(site, ["thing", "other"], self.wheels)
        assert set(got.missing) == {"other"}
        assert set(got.lock["packages"]) == {"thing"}
        told = capsys.readouterr().out
        for part in ("other.whl", DIGEST, "--wheels"):
            assert part in told
