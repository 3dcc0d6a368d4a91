"""A page computes with code that its reader has edited; what is wrong with it is said with the line."""
import pytest

from kernel.core import MOST_PRINTED, Kernel
from kernel_pages import ALL_SAMPLES, FakeHost, Page, write_demo

DEMO = '''"""Counter

A demo for the tests.
"""
import numpy as np
from livedemo import ImageInput, Range, Result

CONTROLS = (
    ImageInput(default="coins", samples={samples!r}),
    Range(name="level", label="Level", default=2, low=0, high=10, step=1),
)

def prepare(images):
    return images["image"].array

async def compute(prepared, state):
    return Result(f"level {{state['level']}}", image=prepared, fresh=prepared * state["level"])
'''
CODE = '''import numpy as np
from livedemo import Result

def prepare(images):
    return images["image"].array

async def compute(prepared, state):
    print("computing", state["level"])
    return Result(f"mine {state['level']}", image=prepared, fresh=prepared + 1)
'''


@pytest.fixture
def host():
    return FakeHost()


@pytest.fixture
def page(host, tmp_path, monkeypatch):
    name = write_demo("kernel-edited", DEMO.format(samples=ALL_SAMPLES), tmp_path, monkeypatch)
    page = Page(Kernel(host), host)
    page.open(name)
    return page


def code(page, source):
    """Send code and return the last answer."""
    return page.send(type="code", source=source, arrays=["image", "fresh"])


def answers(host, kind):
    return [message for _, message, _ in host.sent if message["type"] == kind]


def compute(page, host, **state):
    page.send(type="compute", seq=1, state=state)
    return next(message for _, message, _ in reversed(host.sent) if message["type"] in ("result", "error"))


def test_edited_code_computes_from_now_on(page, host):
    code(page, CODE)
    assert answers(host, "coded")
    assert compute(page, host, level=3)["summary"] == "mine 3"
    assert answers(host, "printed")[-1]["text"] == "computing 3\n"
    assert compute(page, host, level=4)["summary"] == "mine 4"


@pytest.mark.parametrize(("source", "message", "line"), [
    (CODE.replace("(prepared, state):", "(prepared, state)"), "expected ':'", 7),
    ("x = 1\ny = x / 0\n" + CODE, "ZeroDivisionError: division by zero", 2),
    ("import nowhere\n" + CODE, "ModuleNotFoundError: No module named 'nowhere'", 1),
    ("raise SystemExit\n" + CODE, "SystemExit", 1),
    (CODE.replace("def compute", "def computed"), "needs 'async def compute(prepared, state)'", None),
    (CODE.replace("def prepare", "def prepared"), "defines no function prepare, which this demo needs", None),
])
def test_code_that_is_not_taken_leaves_that_before(page, host, source, message, line):
    code(page, CODE)
    code(page, source)
    error = answers(host, "error")[-1]
    assert (error["for"], error["line"]) == ("code", line)
    assert message in error["message"]
    assert error["message"].startswith(f"line {line}: ") == (line is not None)
    assert compute(page, host, level=3)["summary"] == "mine 3"


@pytest.mark.parametrize(("before", "after", "message", "line"), [
    ("prepared + 1", "prepared + one", "line 9: NameError: name 'one' is not defined", 9),
    ("    print", "    np.zeros(3).reshape(2, 2)\n    print",
     "line 8: ValueError: cannot reshape array of size 3 into shape (2,2)", 8),
    (", fresh=prepared + 1", "", "compute returned no array named fresh, which this page shows", None),
    ("return Result(", "return dict(summary=", "compute returned dict; a Result is expected", None),
    ("    print", "    raise SystemExit\n    print", "line 8: SystemExit", 8),
])
def test_code_that_fails_when_it_computes(page, host, before, after, message, line):
    code(page, CODE.replace(before, after))
    error = compute(page, host, level=3)
    assert (error["type"], error["message"], error["line"]) == ("error", message, line)


def test_what_is_printed_without_end_is_cut(page, host):
    code(page, CODE.replace('"computing"', f'"x" * {3 * MOST_PRINTED}'))
    assert compute(page, host)["summary"] == "mine 2"
    text = answers(host, "printed")[-1]["text"]
    assert len(text) < MOST_PRINTED + 60
    assert text.endswith(f"({3 * MOST_PRINTED + 3} characters in all)\n")


def test_micropip_is_made_ready_for_code_that_names_it(page, host):
    ready = []
    host.offer_wheels = lambda: ready.append(True)
    code(page, CODE)
    assert not ready
    code(page, "# micropip\n" + CODE)
    assert ready


def test_the_program_has_the_state(page, host):
    page.send(type="script", state={"level": 7}, wheel="https://example.org/x.whl", frames={})
    text = answers(host, "script")[-1]["text"]
    assert "'level': 7" in text
    assert "https://example.org/x.whl" in text
    compile(text, "program", "exec")
