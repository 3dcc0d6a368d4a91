"""What the README shows is so: its example builds, its picture is current, its folders and commands exist."""
import asyncio
import base64
import importlib
import io
import re
import subprocess
import sys
from functools import cache
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

import demos
import samples
from kernel.session import Session
from livedemo import Picture, discovery
from livedemo.display import Display
from sitebuild import ROOT, cli, first_figure, pages, pictures
from sitebuild.imports import packages
from sitebuild.poster import poster

README = (ROOT / "README.md").read_text("utf-8")
NAME = re.search(r"`py/demos/(\w+)\.py`", README)[1]
SOURCE = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]


@cache
def picture(name):
    sample = samples.make(name)
    return Picture(sample.image, name, sample.title, sample.pixel_size, sample.unit, sample.truth)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of demos with the example in it, on the path of demos."""
    folder = tmp_path / "demos"
    folder.mkdir()
    (folder / f"{NAME}.py").write_text(SOURCE, "utf-8")
    monkeypatch.setattr(demos, "__path__", [*demos.__path__, str(folder)])
    monkeypatch.delitem(sys.modules, f"demos.{NAME}", raising=False)
    importlib.invalidate_caches()
    return folder


@pytest.fixture
def example(folder):
    return discovery.load(NAME.replace("_", "-"))


def test_the_example_is_short_and_complete():
    assert len(SOURCE.splitlines()) <= 36
    assert not (ROOT / f"py/demos/{NAME}.py").exists(), "the example became a demo: choose another"


def test_the_example_builds(example, folder):
    first = first_figure.build(example, picture)
    known_to_pyodide = frozenset({"numpy", "scipy", "scikit-image"})
    needed = packages(example.name, (ROOT / "py", folder.parent), known_to_pyodide)
    assert needed == ["numpy", "scipy"]
    known = {name: samples.make(name) for name in example.image_inputs[0].samples}
    spec = pages.demo_spec(example, first.panels, needed, needed, [], known)
    page = pages.demo_page(ROOT / "web", example, first, spec)
    assert "<title>Gaussian blur" in page
    assert "gaussian_filter.html" in page
    ElementTree.fromstring(poster(example.title, first.panels, first.result))


def test_the_example_computes(example):
    async def sample(name):
        return picture(name)

    session = Session(example, [Display("blurred", ["#000000", "#ffffff"])], sample)
    answers = []
    asyncio.run(session.compute({"sigma": 0}, answers.append))
    asyncio.run(session.compute({"sigma": 5}, answers.append))
    sharp, soft = answers
    np.testing.assert_array_equal(sharp.arrays["blurred"], sharp.arrays["image"])
    assert sharp.fields["summary"] == "σ = 0.0 px leaves 100 % of the variance."
    assert soft.arrays.keys() == soft.images.keys() == {"blurred"}
    assert np.ptp(soft.arrays["blurred"]) < np.ptp(sharp.arrays["image"])


def test_the_picture_is_what_the_build_draws_now():
    """Up to rounding: another processor may compute and compress a little differently."""
    demo = discovery.load(pictures.POSTER_OF)
    first = first_figure.build(demo, picture)
    now = ElementTree.fromstring(poster(demo.title, first.panels, first.result))
    kept = ElementTree.parse(pictures.POSTER).getroot()
    hint = "run `python build.py build --poster`"
    assert [element.tag for element in kept.iter()] == [element.tag for element in now.iter()], hint
    for old, new in zip(kept.iter(), now.iter(), strict=True):
        assert old.text == new.text, hint
        assert old.attrib.keys() == new.attrib.keys(), hint
        for name, value in new.attrib.items():
            if name == "href":
                difference = pixels(old.get(name)).astype(int) - pixels(value)
                assert np.abs(difference).mean() < 2, hint
            else:
                assert numbers(old.get(name)) == pytest.approx(numbers(value), abs=1), hint


def pixels(address):
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))).convert("RGBA"))


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", text)]


def test_the_folders_exist_and_none_is_left_out():
    table = README.partition("## Where things are")[2].partition("\n\n|")[2].partition("\n\n")[0]
    named = {name.rstrip("/") for name in re.findall(r"`([\w./]+)`", "\n".join(
        row.split("|")[1] for row in table.splitlines()[2:]))}
    assert all((ROOT / name).exists() for name in named)
    packages_ = {f"py/{path.parent.name}" for path in (ROOT / "py").glob("*/__init__.py")}
    assert packages_ <= named


def test_the_commands_and_options_exist():
    for line in re.findall(r"python build\.py ([\w-]+(?: --?\w[\w-]*)?)", README):
        command, _, option = line.partition(" ")
        assert command in (*cli.COMMANDS, "--help"), line
        assert option in ("", "unit") or option in options(command), line
    for option in re.findall(r"`(--[\w-]+)[ `]", README):
        assert option in options("build") | options("deck"), option


def options(command: str) -> set[str]:
    """Return the options of a command, as its help lists them."""
    shown = subprocess.run([sys.executable, ROOT / "build.py", command, "--help"], text=True,
                           capture_output=True, check=True).stdout
    return set(re.findall(r"--[\w-]+", shown))


@pytest.mark.parametrize("path", re.findall(r"\]\(([^):]+)\)|`(py/[\w./]+|web/[\w./-]+)`", README))
def test_the_files_it_names_exist(path):
    name = "".join(path)
    assert (ROOT / name).exists() or name.startswith(("py/gpu", f"py/demos/{NAME}"))
