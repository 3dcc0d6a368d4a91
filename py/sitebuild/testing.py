"""The test and bench commands: which tests to run, with which browsers."""
import os
import subprocess
import sys
from collections.abc import Sequence

from sitebuild import ROOT, BuildError, browsers
from sitebuild.console import say

TESTS = ROOT / "tests"
#: Sites that the tests of a suite open (tests/building.py): from nothing, one takes longer than a test may.
SITES = {"gpu": ("own",), "browser": ("own", "with-test-demos", "seventeen")}
#: Each process that runs tests has a browser and an interpreter of its own.
MOST_PROCESSES = 4


def run(suite: str, pytest_arguments: Sequence[str]) -> int:
    """Run one suite, or with ``"all"`` one after the other; return the first exit status that is not 0.

    Each is a run of pytest of its own: where Playwright has run, no test can start an event loop.

    Parameters
    ----------
    suite : {"unit", "gpu", "browser", "all"}
        Which tests.
    pytest_arguments : sequence of str
        Handed on to pytest. Files among them are run alone.

    Raises
    ------
    BuildError
        If the suite has no tests, or needs a browser and none can be had.
    """
    suites = ("unit", "gpu", "browser") if suite == "all" else (suite,)
    folders = [TESTS / name for name in suites if any((TESTS / name).rglob("test_*.py"))]
    if not folders:
        raise BuildError(f"there are no tests in {TESTS / suite}")
    variables = dict(os.environ)
    if TESTS / "browser" in folders:
        variables.update(browsers.provide())
    if any((ROOT / argument.partition("::")[0]).is_file() for argument in pytest_arguments):
        return _python("-m", "pytest", *pytest_arguments, variables=variables)
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    failed = 0
    for folder in folders:
        if sites := SITES.get(folder.name):
            say(f"Building what the tests open: {', '.join(sites)}")
            if _python(str(TESTS / "building.py"), *sites, variables=variables):
                return 1
        say(f"Running pytest on {folder.name}, in {processes} processes")
        status = _python("-m", "pytest", "-n", str(processes), "--dist", "loadfile", str(folder),
                         *pytest_arguments, variables=variables)
        failed = failed or status
    return failed


def bench(arguments: Sequence[str]) -> int:
    """Run tests/bench/run.py with ``arguments``; return its exit status."""
    return _python(str(TESTS / "bench/run.py"), *arguments, variables={**os.environ, **browsers.provide()})


def _python(*arguments: str, variables: dict[str, str]) -> int:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=variables, check=False).returncode
