"""The lists of what works offline, against the files of a built site."""
import hashlib
import json
import re

import pytest

from livedemo import discovery
from sitebuild import offline
from sitebuild.output import Output


@pytest.fixture(scope="module")
def site(built):
    return built


@pytest.fixture(scope="module")
def table(site):
    return json.loads((site / offline.TABLE).read_text("utf-8"))


@pytest.fixture(scope="module")
def shell(site):
    """Path of each entry of the precache, with its address and revision."""
    script = (site / offline.WORKER).read_text("utf-8")
    entries = re.findall(r'\{url:"([^"]+)",revision:(?:null|"(\w+)")\}', script)
    return {url.partition("?")[0]: (url, revision) for url, revision in entries}


def test_every_file_is_in_one_list_whatever_its_size(site, table, shell):
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert not shell.keys() & table["files"].keys()
    assert {path for path in files if offline.asked_for(path)} == shell.keys() | table["files"].keys()
    left_out = {path for path in files if not offline.asked_for(path)}
    assert {path.rpartition(".")[2] for path in left_out} == {"br", "gz", "map", "json", "js"}
    assert {path for path in left_out if path.endswith((".json", ".js"))} == {
        "build.json", "kernel/manifest.json", "sw.js"}


def test_sizes_and_digests_are_those_of_the_files(site, table, shell):
    for path, entry in table["files"].items():
        data = (site / path).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"]), path
    for path, (url, revision) in shell.items():
        digest = hashlib.sha256((site / path).read_bytes()).hexdigest()
        version = revision or url.partition("?v=")[2]
        assert len(version) == 8, path
        assert digest.startswith(version), path


def test_the_shell_is_small_enough_to_be_fetched_unasked(site, shell):
    def sent(path):
        small = site / f"{path}.br"
        return (small if small.exists() else site / path).stat().st_size

    assert sum(sent(path) for path in shell) < 1.5e6


def test_each_demo_names_what_it_needs(table):
    assert table["demos"].keys() == set(discovery.names())
    for name, needs in table["demos"].items():
        assert set(needs) <= table["files"].keys()
        assert f"demos/{name}/first.json" in needs
        assert {"pyodide/pyodide.asm.wasm", "kernel/app.zip", "bundles/numpy.zip"} <= set(needs)
        assert sum(table["files"][path]["size"] for path in needs) < 80e6
    assert "bundles/scipy.zip" not in table["demos"]["gamma-log"]
    assert "bundles/scikit-image.zip" in table["demos"]["complex-image"]


def test_another_content_is_another_version(tmp_path):
    def version(text):
        out = Output(tmp_path)
        out.write("demos/a/first.json", text)
        out.write("index.html", "<!doctype html>")
        offline.write(out, {"a": ()})
        table = json.loads((tmp_path / offline.TABLE).read_text("utf-8"))
        return table["version"], (tmp_path / offline.WORKER).read_bytes()

    first, again, other = version("{}"), version("{}"), version("[]")
    assert first == again
    assert first[0] != other[0]
    assert first[1] != other[1]  # the browser installs a worker only if its script has changed
