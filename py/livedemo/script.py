"""A demo in its present state as a program for plain CPython."""

from __future__ import annotations

import ast
import pprint
from collections.abc import Mapping
from typing import Any

from livedemo.controls import OWN_IMAGE
from livedemo.discovery import Demo
from livedemo.state import State

_HEAD = '''"""{title}, computed outside the browser.

It needs Python 3.11 or newer and the functions of the page, which come from its site with numpy, scipy and
scikit-image. Install them once, best into a virtual environment of their own:

    python -m pip install "{wheel}"

Then run this file. It prints the sentence below the figures and writes their arrays to {name}.npz.
"""
'''
_RUN = """result = run({name!r}, STATE, IMAGES{code})
print(result.summary)
np.savez_compressed({file!r}, **result.arrays)
"""
_IMAGES = "# Files that are read from this folder; a numpy array with two axes will do as well.\n"
_NO_IMAGES = '# Your own: IMAGES = {"image": "file.tif"}, or a numpy array with two axes.\n'


def script(demo: Demo, state: State, wheel: str, files: Mapping[str, tuple[str, int]],
           source: str = "") -> str:
    """Return a program that computes a demo in one state and saves the arrays.

    Parameters
    ----------
    demo : Demo
        The demo.
    state : dict
        Its state, valid.
    wheel : str
        Address of the wheel that holds `what_is_an_image`.
    files : mapping
        Name and frame of the file that was opened, by the name of the image's control.
    source : str
        Code that stands in the place of the demo's own; "" where that was not edited.
    """
    own = {name: files[name] if files[name][1] else files[name][0]
           for name, value in state.items() if value == OWN_IMAGE and name in files}
    about = _IMAGES if own else _NO_IMAGES if demo.image_inputs else ""
    settings = f"STATE = {_literal(state)}\n{about}IMAGES = {_literal(own)}\n"
    head = _HEAD.format(title=demo.title, wheel=wheel, name=demo.name)
    run = _RUN.format(name=demo.name, file=f"{demo.name}.npz", code=", code=globals()" if source else "")
    imports = "import numpy as np\nfrom what_is_an_image import run\n"
    if not source:
        return f"{head}\n{imports}\n{settings}\n{run}"
    body = "".join(f"    {line}\n" if line else "\n" for line in f"{imports}\n{settings}{run}".splitlines())
    return (f"{head}\n{_plain(source).strip()}\n\n\ndef _main():\n{body}\n\n"
            'if __name__ == "__main__":\n    _main()\n')


def _literal(value: Any) -> str:
    return pprint.pformat(value, width=100, sort_dicts=False)


def _plain(source: str) -> str:
    """Return edited code without what only a browser has at the top of a module: ``await``, and micropip."""
    lines = source.splitlines()
    for statement in ast.parse(source).body:
        names = [alias.name for alias in getattr(statement, "names", ())]
        awaits = not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and any(
            isinstance(node, ast.Await) for node in ast.walk(statement))
        if awaits or "micropip" in names:
            for at in range(statement.lineno - 1, statement.end_lineno or statement.lineno):
                lines[at] = f"# in the browser only: {lines[at]}"
    return "\n".join(lines)
