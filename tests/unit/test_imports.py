"""Imports point one way (import-linter), and what runs in the browser asks for nothing that is not there."""
import ast
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from livedemo import discovery

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(path.parent.name for path in (ROOT / "py").glob("*/__init__.py"))
BUILD_ONLY = {"bokeh", "sitebuild"}


def test_the_contracts_hold():
    done = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, text=True,
                          env={**os.environ, "PYTHONPATH": "py"}, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_contracts_are_about_every_package():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert settings["root_packages"] == PACKAGES


def build_time_imports(tree: ast.AST, function: str | None = None) -> list[tuple[str | None, str]]:
    """Return the build-only modules that are imported, each with the outermost function that does it."""
    found = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            names = []
            inside = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else None
            found += build_time_imports(node, function or inside)
        found += [(function, name) for name in names
                  if name.partition(".")[0] in BUILD_ONLY or name == "livedemo.view"]
    return found


def test_nested_imports_are_seen():
    tree = ast.parse("def view(r):\n  if r:\n    from bokeh.plotting import figure\nimport sitebuild.site\n")
    assert build_time_imports(tree) == [("view", "bokeh.plotting"), (None, "sitebuild.site")]


@pytest.mark.parametrize("path", sorted((ROOT / "py/demos").glob("*.py")), ids=lambda path: path.stem)
def test_a_demo_imports_bokeh_only_to_make_its_view(path):
    for function, module in build_time_imports(ast.parse(path.read_text("utf-8"))):
        where = f"in {function}()" if function else "at its top"
        assert function not in (None, "prepare", "compute"), (
            f"{path.name} imports {module} {where}, which the browser runs: only view and its helpers may")


#: Demos whose first figure needs more than numpy. In the browser scipy takes a second to import.
NEEDED = {
    **dict.fromkeys(
        ["connected-components", "interpolation-sampling", "morphological", "points-align", "stem-moire",
         "thresholding", "transform-affine", "transform-nonuniform", "transform-polynomial", "transparency"],
        {"scipy"}),
    "complex-image": {"scipy", "skimage"},
}
#: What of scipy comes with ndimage; the rest takes as long again, and signal 2.4 s.
OF_SCIPY = {"fft", "linalg", "ndimage", "special", "version"}

START = """
import asyncio, json, sys
import numpy as np
import kernel.core
from livedemo import Picture, discovery
from livedemo.state import clean_state, default_state

image = np.random.default_rng(0).integers(0, 256, (64, 64), np.uint8)
found, before = {}, set()
for name in sys.argv[1:]:
    demo = discovery.load(name)
    prepared = demo.prepare({control.name: Picture(image) for control in demo.image_inputs})
    state = clean_state(demo.controls, default_state(demo.controls), demo.limits(prepared))
    asyncio.run(demo.last_result(prepared, state))
    found[name] = sorted(set(sys.modules) - before)
    before = set(sys.modules)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def imported() -> dict[str, list[str]]:
    """What kernel and demos import for first figures, one after the other, those that need least first."""
    names = sorted(discovery.names(), key=lambda name: len(NEEDED.get(name, ())))
    done = subprocess.run([sys.executable, "-c", START, *names], cwd=ROOT, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": "py"}, capture_output=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", discovery.names())
def test_a_demo_imports_no_more_than_its_first_figure_needs(name, imported):
    parts = {tuple(module.split(".")[:2]) for module in imported[name]}
    assert {part[0] for part in parts} & {"scipy", "skimage", "PIL", "tifffile"} <= NEEDED.get(name, set())
    public = {part[1] for part in parts if part[0] == "scipy" and len(part) > 1 and part[1][0] != "_"}
    assert public <= OF_SCIPY
