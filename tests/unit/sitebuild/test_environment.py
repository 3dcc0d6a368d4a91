"""The setup: what it refuses, what it skips, and that its locks are complete."""
import json
import re
import tomllib
from pathlib import Path

import pytest

from sitebuild import ROOT, BuildError, environment

LOCKS = ("build", "test")


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """A folder that is all of PATH; call it to put a program there that prints a line."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def add(name: str, line: str) -> None:
        (folder / name).write_text(f"#!/bin/sh\necho '{line}'\n")
        (folder / name).chmod(0o755)

    return add


def test_a_missing_node_is_told(tools):
    with pytest.raises(BuildError, match="node was not found on PATH: install Node 20 or newer"):
        environment.check_node()


def test_a_missing_npm_is_told(tools):
    tools("node", "v22.1.0")
    with pytest.raises(BuildError, match="npm was not found"):
        environment.check_node()


@pytest.mark.parametrize("answer", ["v18.20.4", "v9.0.0", "what?", ""])
def test_an_old_or_strange_node_is_told(tools, answer):
    tools("node", answer)
    tools("npm", "10")
    with pytest.raises(BuildError, match=re.escape(repr(answer))):
        environment.check_node()


@pytest.mark.parametrize("answer", ["v20.0.0", "v26.3.1"])
def test_a_new_node_will_do(tools, answer):
    tools("node", answer)
    tools("npm", "10")
    environment.check_node()


class TestRecords:
    """Nothing is installed twice: a command recorder stands in for pip and npm."""

    @pytest.fixture(autouse=True)
    def commands(self, tmp_path, monkeypatch):
        self.ran: list[str] = []
        venv = tmp_path / ".venv"
        python = venv / "bin/python"
        python.parent.mkdir(parents=True)
        python.touch()
        (tmp_path / "web/node_modules").mkdir(parents=True)
        (tmp_path / "web/package-lock.json").write_text("{}")
        (tmp_path / "py/sitebuild").mkdir(parents=True)
        for lock in LOCKS:
            (tmp_path / f"py/sitebuild/requirements-{lock}.txt").write_text(lock)
        places = {"ROOT": tmp_path, "VENV": venv, "PYTHON": python, "WEB": tmp_path / "web"}
        for name, value in places.items():
            monkeypatch.setattr(environment, name, value)
        monkeypatch.setattr(environment, "_run", lambda command, *_, **__: self.ran.append(command[-1]))
        monkeypatch.setattr(environment, "check_node", lambda: None)
        self.root = tmp_path

    def prepare(self, tests: bool) -> list[str]:
        self.ran.clear()
        environment.prepare(tests)
        return [Path(argument).name for argument in self.ran]

    def test_a_second_run_installs_nothing(self):
        assert self.prepare(False) == ["requirements-build.txt", "--loglevel=error"]
        assert self.prepare(False) == []

    def test_the_test_lock_covers_the_build_lock(self):
        assert self.prepare(True) == ["requirements-test.txt", "--loglevel=error"]
        assert self.prepare(False) == []

    def test_a_changed_lock_is_installed(self):
        self.prepare(False)
        (self.root / "py/sitebuild/requirements-build.txt").write_text("changed")
        assert self.prepare(False) == ["requirements-build.txt"]
        (self.root / "web/package-lock.json").write_text("[]")
        assert self.prepare(False) == ["--loglevel=error"]


def pins(lock: str) -> dict[str, set[str]]:
    """Return the hashes of each pin (``name==version ; marker``) of a lock."""
    text = (ROOT / f"py/sitebuild/requirements-{lock}.txt").read_text()
    found = re.findall(r"^(\S+==[^\\\n]+?) *\\\n((?: +--hash=\S+(?: \\)?\n)+)", text, re.MULTILINE)
    return {pin: set(re.findall(r"sha256:([0-9a-f]{64})", hashes)) for pin, hashes in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_lock_names_an_address(lock):
    text = (ROOT / f"py/sitebuild/requirements-{lock}.txt").read_text()
    found = pins(lock)
    assert len(found) == len(re.findall(r"^[a-zA-Z]", text, re.MULTILINE))
    assert all(found.values())
    assert "://" not in text


def test_the_test_lock_holds_the_build_lock():
    build, test = pins("build"), pins("test")
    assert build == {pin: test.get(pin) for pin in build}


def test_what_pyproject_asks_for_exactly_is_what_is_locked():
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    exact = {item.split(";")[0].strip() for item in groups["build"] if "==" in item.split(";")[0]}
    assert exact
    assert exact <= {pin.split(";")[0].strip() for pin in pins("build")}


def test_numpy_is_the_version_that_runs_in_the_browser():
    lock = json.loads((ROOT / "web/node_modules/pyodide/pyodide-lock.json").read_text())
    assert f"numpy=={lock['packages']['numpy']['version']}" in pins("build")
