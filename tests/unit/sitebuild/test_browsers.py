"""Finding and installing browsers, with the machine's answers made up."""
import pytest

from sitebuild import BuildError, browsers, testing


@pytest.fixture
def machine(monkeypatch):
    """A machine without browsers: what finders answer, what apt-get was asked for, what else was run."""

    class Machine:
        def __init__(self) -> None:
            self.found: dict[str, str] = {}
            self.apt: list[str] = []
            self.ran: list[list[str]] = []
            self.apt_brings: dict[str, str] = {}
            self.playwright_brings: dict[str, str] = {}

        def install(self, packages):
            self.apt += packages
            self.found.update(self.apt_brings)
            return bool(self.apt_brings)

        def run(self, command, **options):
            self.ran.append(command)
            self.found.update(self.playwright_brings)

    machine = Machine()
    for name in browsers._FINDERS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.setitem(browsers._FINDERS, name, lambda name=name: machine.found.get(name))
    monkeypatch.setattr(browsers, "apt_install", machine.install)
    monkeypatch.setattr(browsers.subprocess, "run", machine.run)
    monkeypatch.setattr(browsers, "_has_vulkan", lambda: True)
    return machine


def test_nothing_is_installed_where_all_is_there(machine):
    machine.found = dict.fromkeys(browsers._FINDERS, "/somewhere")
    assert browsers.provide() == machine.found
    assert (machine.apt, machine.ran) == ([], [])


def test_only_what_is_missing_is_installed(machine):
    machine.found = dict.fromkeys(browsers._FINDERS, "/somewhere")
    del machine.found[browsers.FIREFOX]
    machine.apt_brings = {browsers.FIREFOX: "/usr/bin/firefox-esr"}
    assert browsers.provide()[browsers.FIREFOX] == "/usr/bin/firefox-esr"
    assert machine.apt == ["firefox-esr"]


def test_playwright_helps_where_apt_cannot(machine, capsys):
    machine.playwright_brings = {browsers.CHROMIUM: "/cache/chrome"}
    assert browsers.provide() == {browsers.CHROMIUM: "/cache/chrome"}
    assert machine.ran[0][-3:] == ["playwright", "install", "chromium"]
    assert "Tests that need firefox-esr will be skipped" in capsys.readouterr().out


def test_no_chromium_is_an_error(machine):
    with pytest.raises(BuildError, match="LIVEDEMO_CHROMIUM"):
        browsers.provide()


def test_a_variable_that_is_set_is_taken_as_it_is(machine, monkeypatch):
    monkeypatch.setenv(browsers.CHROMIUM, "/my/own/chrome")
    assert browsers.browser_executables() == {browsers.CHROMIUM: "/my/own/chrome"}


#: How tests are spread over three cores.
SPREAD = ("-n", "3", "--dist", "loadfile")
#: How the sites are built that tests of the browser open.
BUILDING = ["building.py", "own", "with-test-demos", "seventeen"]


class TestRun:
    """Which folders one run of pytest gets."""

    @pytest.fixture(autouse=True)
    def folders(self, tmp_path, monkeypatch):
        self.asked: list[list[str]] = []
        self.status = 0
        self.sound: list[str] = []
        self.variables: dict[str, str] = {}

        def python(*arguments, variables):
            self.asked.append([argument.removeprefix(str(tmp_path) + "/") for argument in arguments])
            self.variables = variables
            return 0 if self.asked[-1][0] in self.sound else self.status

        monkeypatch.setattr(testing.os, "cpu_count", lambda: 3)
        for name in ("unit/deep", "gpu", "browser"):
            (tmp_path / name).mkdir(parents=True)
        (tmp_path / "unit/deep/test_a.py").touch()
        (tmp_path / "browser/test_b.py").touch()
        monkeypatch.setattr(testing, "TESTS", tmp_path)
        monkeypatch.setattr(testing, "_python", python)
        monkeypatch.setattr(testing.browsers, "provide", lambda: {browsers.CHROMIUM: "/a/chrome"})

    def test_all_is_every_suite_that_has_tests(self):
        assert testing.run("all", ["-x"]) == 0
        assert self.asked == [["-m", "pytest", *SPREAD, "unit", "-x"], BUILDING,
                              ["-m", "pytest", *SPREAD, "browser", "-x"]]
        assert self.variables[browsers.CHROMIUM] == "/a/chrome"

    def test_unit_needs_no_browser(self, monkeypatch):
        monkeypatch.setattr(testing.browsers, "provide", lambda: pytest.fail("browsers were looked for"))
        testing.run("unit", [])
        assert self.asked == [["-m", "pytest", *SPREAD, "unit"]]

    def test_single_files_are_run_alone(self):
        testing.run("unit", ["-x", "build.py::test_name"])
        assert self.asked == [["-m", "pytest", "-x", "build.py::test_name"]]

    def test_a_suite_that_fails_is_told_after_the_others(self):
        self.status = 1
        self.sound = ["building.py"]
        assert testing.run("all", []) == 1
        assert len(self.asked) == 3

    def test_without_the_sites_no_test_is_run(self):
        self.status = 1
        assert testing.run("browser", []) == 1
        assert self.asked == [BUILDING]

    def test_a_suite_without_tests_is_told(self):
        with pytest.raises(BuildError, match="no tests in .*gpu"):
            testing.run("gpu", [])
