"""Each entry point is one file that needs no other, and the worker's scripts hold the manifest."""

import json
import re

import pytest

from sitebuild import ROOT, BuildError, scripts

WEB = ROOT / "web"
MANIFEST = {"files": {"a/file-of-the-site.bin": {"size": 3, "sha256": "0" * 64}},
            "packages": {}, "stages": []}


@pytest.fixture(scope="module")
def bundled():
    return {name: content.decode() for name, content in scripts.bundle(json.dumps(MANIFEST)).items()}


def test_there_is_a_file_and_a_source_map_for_each_entry_point(bundled):
    later = {path.relative_to(WEB).as_posix() for folder in ("panels", "later")
             for path in (WEB / "demo" / folder).glob("*.js")}
    entries = later | {"demo/begin.js", "demo/main.js", "demo/editor.js", "gallery/gallery.js",
                       "offline/visitor.js", "kernel/worker.js", "kernel/keeper.js"}
    assert bundled.keys() == entries | {f"{name}.map" for name in entries}


def test_nothing_of_the_site_is_imported_but_what_is_asked_for_later(bundled):
    for name, text in bundled.items():
        if name.endswith(".js"):
            assert not re.search(r'(?:^|[;}])import(?:["\']|[\w\s{*][^;"\'`]*from["\'])', text), name


def test_the_worker_knows_what_it_downloads(bundled):
    for name in ("kernel/worker.js", "kernel/keeper.js"):
        assert "a/file-of-the-site.bin" in bundled[name]
        assert "MANIFEST" not in bundled[name]


def test_what_cannot_be_bundled_is_named_with_its_place():
    with pytest.raises(BuildError, match=r"The scripts could not be bundled:\n.*{no json"):
        scripts.bundle("{no json")


def test_bokeh_has_the_models_that_figures_name_and_no_others():
    few, more = (scripts.bokeh(names)["bokeh/bokeh.js"].decode() for names in ([], ["HexTile"]))
    assert '"HexTile"' in more
    assert '"HexTile"' not in few
    assert '"ImageRGBA"' in few  # pages change how it is drawn


def test_what_bokeh_can_do_without_is_left_out():
    script = scripts.bokeh([])["bokeh/bokeh.js"].decode()
    assert "gl_Position" not in script  # of every shader for WebGL
    assert len(script) < 1_000_000  # MathJax is larger


def test_a_model_that_bokeh_has_not_is_named():
    with pytest.raises(BuildError, match="NoSuchModel"):
        scripts.bokeh(["NoSuchModel"])


def test_the_service_worker_holds_what_it_precaches():
    script = scripts.service_worker('[{"url": "page-of-the-site.html", "revision": "0123abcd"}]').decode()
    assert "page-of-the-site.html" in script
    assert not re.search(r"SHELL|process\.env", script)
