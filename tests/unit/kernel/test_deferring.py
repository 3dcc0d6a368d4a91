"""Modules that are deferred run when they are used, and then they are what they are without it."""

import importlib
import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from kernel import completing, deferring

ROOT = Path(__file__).resolve().parents[3]
#: Each in an interpreter that has imported no more than a demo's start does.
USES = [
    "np.random.default_rng(1).integers(9, size=3).tolist()",
    "(exec('from numpy.random import default_rng', globals()), default_rng(1).random())",
    "(exec('import numpy.random', globals()), type(numpy.random.Generator).__name__)",
    "(exec('import numpy.random._pickle as deep', globals()), deep.__name__)",
    "(exec('import numpy.testing', globals()), numpy.testing.assert_equal(1, 1))",
    "(exec('import numpy.testing as short', globals()), short.__name__, short.assert_allclose(1, 1))",
    "(exec('from numpy.testing import *', globals()), assert_array_equal.__name__)",
    "(exec('from scipy.special import comb', globals()), comb(5, 2))",
    "(exec('import scipy.special, scipy.special', globals()), scipy.special.gamma(5))",
    "(exec('from scipy import special', globals()), special.__all__[:3], special.__name__)",
    "np.ma.masked is np.ma.core.masked",
    "np.ma.masked_less([1, 2, 3], 2).filled(0).tolist()",
    "np.polynomial.Polynomial([1, 2])(3)",
    "np.polynomial.polynomial.polyval2d(1, 2, np.eye(2))",
    "np.char.upper('a').tolist(), np.strings.upper('b').tolist(), np.rec.array([(1,)]).shape",
    "float(np.median([3, 1, 2])), float(np.percentile([3, 1, 2], 40)), np.unique([2, 1, 2]).tolist()",
    "isinstance(np.random, types.ModuleType), sys.modules['numpy.random'] is np.random",
    "type(pickle.loads(pickle.dumps(np.random.default_rng(3)))).__name__",
    "pickle.loads(pickle.dumps(np.random.default_rng(3))).random()",
    "copy.deepcopy(np.random.default_rng(3)).random()",
    "pickle.loads(pickle.dumps(np.ma.masked)) is np.ma.masked",
    "ndimage.rotate(np.eye(5), 30).round(6).tolist()",
    "sorted(dir(np.random)), np.random.__doc__[:40], np.random.__file__, np.random.__package__",
    "inspect.getmodule(np.random.default_rng).__name__, inspect.getmodule(np.ma.array).__name__",
    "importlib.reload(np.ma).__name__",
    "failing('np.random.nothing'), failing('np.random.nothing')",
    "failing('exec(\"from numpy.ma import nothing\")')",
    "setattr(np.random, 'ours', 4), np.random.ours, len(np.random.bytes(3))",
    "len(typed.call('def f(n):\\n    return np.random.default_rng(0).random(n)', 'f', 3, {'np': np}))",
]
START = """
import copy, importlib, inspect, json, os, pickle, sys, types
if {deferred}:
    from kernel import deferring
    deferring.install()
import numpy as np

def failing(text):
    try:
        eval(text)
    except Exception as error:
        return type(error).__name__, str(error)

def apart(use):
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            answer = use()
        except BaseException as error:
            answer = "failed: " + repr(error)
        with os.fdopen(writing, "w") as pipe:
            pipe.write(repr(answer))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer

def woken():
    waking.wake()
    before = "numpy.random.mtrand" in sys.modules
    return before, np.random.random(), np.random.default_rng().random()

from imaging import typed
from kernel import waking
exec("from numpy import *", dict())  # as SciPy's array API does
early = [apart(woken) for _ in range(2)]
modules = [list(sys.modules)]
from scipy import ndimage
modules.append(list(sys.modules))
answers = [apart(lambda: eval(use, globals())) for use in json.loads(sys.argv[1])]
np.random.random()
late = [apart(woken) for _ in range(2)]
print(json.dumps([answers, modules, early, late]))
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="one start for all uses")


def started(deferred: bool) -> tuple[dict[str, str], list[list[str]], list[str], list[str]]:
    """What each of `USES` gives, modules that numpy and scipy.ndimage imported, and random numbers then."""
    done = subprocess.run([sys.executable, "-c", START.format(deferred=deferred), json.dumps(USES)], cwd=ROOT,
                          text=True, env={**os.environ, "PYTHONPATH": "py"}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    answers, *rest = json.loads(done.stdout)
    return dict(zip(USES, answers, strict=True)), *rest


@pytest.fixture(scope="module")
def deferred():
    return started(True)


@pytest.fixture(scope="module")
def plain():
    return started(False)


@pytest.mark.parametrize("use", USES)
def test_each_use_gives_what_it_gives_without(deferred, plain, use):
    assert deferred[0][use] == plain[0][use]
    assert "failed:" not in plain[0][use]


def test_what_a_start_does_not_use_has_not_run(deferred, plain):
    numpy = {"numpy.random.mtrand", "numpy.f2py.f2py2e", "numpy.ma.core", "numpy.testing._private"}
    scipy = {"scipy.special._ufuncs", "scipy.special._orthogonal"}
    assert numpy <= set(plain[1][0])
    assert scipy <= set(plain[1][1])
    assert not numpy & set(deferred[1][0])
    assert not scipy & set(deferred[1][1])
    assert "numpy.random" in deferred[1][0]
    assert "scipy.special" in deferred[1][1]


def test_random_numbers_do_not_repeat_whenever_their_module_runs(deferred):
    """A child process has the memory of its parent, as an interpreter has that of the snapshot."""
    _, _, early, late = deferred
    assert [answer.startswith("(False") for answer in early] == [True, True]  # to look does not run it
    assert [answer.startswith("(True") for answer in late] == [True, True]
    numbers = [number for answer in early + late for number in answer.strip("()").split(", ")[1:]]
    assert len(set(numbers)) == len(numbers) == 8


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package that is deferred, and the module it imports, which must be brought."""
    (tmp_path / "late").mkdir()
    (tmp_path / "late/__init__.py").write_text("from late.part import at\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    monkeypatch.setattr(deferring, "DEFERRED", {"late", "nowhere_at_all"})
    deferring.install()
    asked = []

    def bring(kind, name, module):
        asked.append(module)
        (tmp_path / "late/part.py").write_text("at = 3")

    completing.install(json.dumps({"whole": {"late": ["late.part"]}, "stages": {}}), bring)
    return asked


def test_what_it_imports_is_brought_when_it_is_used(package):
    late = importlib.import_module("late")
    assert not package
    assert late.at == 3
    assert package == ["late.part"]
    assert type(late) is types.ModuleType


def test_one_that_is_not_there_is_an_error_at_once(package):
    with pytest.raises(ModuleNotFoundError, match="nowhere_at_all"):
        importlib.import_module("nowhere_at_all")


def test_it_is_installed_once(monkeypatch):
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    deferring.install()
    deferring.install()
    assert [type(finder) for finder in sys.meta_path].count(deferring.Deferrer) == 1
    assert isinstance(sys.meta_path[0], deferring.Deferrer)
