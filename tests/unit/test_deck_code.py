"""Every code sample of the deck is run, and gives what its slide says."""

import ast
import re
import textwrap

import numpy as np
import pytest

from sitebuild import own_deck

pytestmark = pytest.mark.unit

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: What a block needs and does not show: `<!-- setup: image = np.eye(4) -->` on its slide.
_SETUP = re.compile(r"<!--\s*setup:\s*(.*?)-->", re.DOTALL)
_ENTRY = re.compile(r"<!-- entry: (\S+)")
#: What an expression gives, behind it: `a + b  # -> 44`.
_GIVES = re.compile(r"#\s*->\s*(.+?)\s*$")


def samples():
    """Yield (place, setup, code) of each block."""
    for slide in re.split(r"^---$", own_deck.text(), flags=re.MULTILINE):
        entry = _ENTRY.search(slide)
        setup = "\n".join(textwrap.dedent(text).strip() for text in _SETUP.findall(slide))
        for number, block in enumerate(_BLOCK.findall(slide), 1):
            yield pytest.param(setup, block, id=f"{entry[1] if entry else '?'}-{number}")


def run(setup: str, code: str) -> list[tuple[str, str]]:
    """Run a block; return each expression's (what it gives, what the slide says)."""
    names: dict[str, object] = {"np": np}
    exec(compile(setup, "<setup>", "exec"), names)  # noqa: S102 - our own slides
    lines = code.splitlines()
    found = []
    for statement in ast.parse(code).body:
        said = _GIVES.search(lines[statement.end_lineno - 1])
        if isinstance(statement, ast.Expr):
            value = eval(compile(ast.Expression(statement.value), "<slide>", "eval"), names)  # noqa: S307
            if said:
                found.append((str(value), said[1]))
        else:
            exec(compile(ast.Module([statement], []), "<slide>", "exec"), names)  # noqa: S102
            if said:  # what an assignment made
                target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                found.append((str(names[target.id]), said[1]))
    return found


def test_what_a_block_says_is_compared():
    assert run("a = 2", "a + 1  # -> 3\nb = a * 2  # -> 5") == [("3", "3"), ("4", "5")]


@pytest.mark.parametrize(("setup", "code"), list(samples()))
def test_a_code_sample_runs_and_gives_what_its_slide_says(setup, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # some save files
    for gives, said in run(setup, code):
        assert gives == said
