"""The command line: defaults, what is refused, and that asking for help needs no setup."""
import subprocess
import sys
from pathlib import Path

import pytest

from sitebuild import ROOT, BuildError, cli
from sitebuild.options import Options, normalise_base_path


def test_build_is_the_default():
    assert cli.parse([]).command == "build"
    assert cli.parse(["--base-path", "x"]).command == "build"


def test_what_follows_two_dashes_is_handed_on():
    arguments = cli.parse(["test", "unit", "--", "-k", "name", "--", "-x"])
    assert (arguments.suite, arguments.rest) == ("unit", ["-k", "name", "--", "-x"])


def test_options_reach_the_build(tmp_path, monkeypatch):
    deck = tmp_path / "deck.md"
    deck.write_text("# Deck")
    built = []
    site = type(sys)("sitebuild.site")
    site.build = lambda options: built.append(options) or options.out
    monkeypatch.setitem(sys.modules, "sitebuild.site", site)
    monkeypatch.setattr("sitebuild.site", site, raising=False)
    status = cli.main(["--wheels", str(tmp_path), "--deck", str(deck), "--base-path", "some/path",
                       "--out", str(tmp_path / "out")])
    assert status == 0
    assert built == [Options(out=tmp_path / "out", wheels=tmp_path, deck=deck, base_path="/some/path/")]


def test_a_build_error_is_told_without_a_traceback(monkeypatch, capsys):
    def fail(suite, rest):
        raise BuildError("something is missing")

    monkeypatch.setattr("sitebuild.testing.run", fail)
    assert cli.main(["test"]) == 1
    assert capsys.readouterr().err == "error: something is missing\n"


@pytest.mark.parametrize(("argv", "told"), [
    (["serve", "--port", "99999"], "'99999' is not a port"),
    (["build", "--wheels", "no-such-folder"], "'no-such-folder' is not a folder"),
    (["build", "--deck", "no-such-file.md"], "'no-such-file.md' is not a file"),
    (["build", "--base-path", "http://host/"], "base path 'http://host/'"),
    (["test", "everything"], "invalid choice: 'everything'"),
])
def test_bad_values_are_named(argv, told, capsys):
    with pytest.raises(SystemExit):
        cli.parse(argv)
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("given", "expected"), [
    ("/", "/"), ("", "/"), ("some", "/some/"), ("/some/path", "/some/path/"), ("some/path/", "/some/path/"),
])
def test_a_base_path_gets_its_slashes(given, expected):
    assert normalise_base_path(given) == expected
    assert Options(base_path=given).base_path == expected


@pytest.mark.parametrize("given", ["//host/", "a/../b", "a?b", "a#b", "a\\b"])
def test_what_is_no_path_is_refused(given):
    with pytest.raises(ValueError, match="base path"):
        normalise_base_path(given)


def test_help_needs_no_setup():
    # -S -E -I: only the standard library, as on a bare machine; and no node on PATH.
    done = subprocess.run([sys._base_executable, "-S", "-I", str(ROOT / "build.py"), "--help"],
                          env={"PATH": ""}, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    for command in cli.COMMANDS:
        assert command in done.stdout


def test_the_default_output_folder():
    assert Options().out == Path(ROOT / "dist")
