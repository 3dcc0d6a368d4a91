"""How shaders are put together, and rules for all of them that no compiler checks."""

import re

import pytest

from gpu import shaders
from gpu.shaders import source

FOLDER = shaders.Path(shaders.__file__).parents[2] / "shaders"
FILES = sorted(path.name for path in FOLDER.glob("*.wgsl"))
#: Those with an entry point; the others are included.
ENTRIES = [name.removesuffix(".wgsl") for name in FILES if "@compute" in (FOLDER / name).read_text("utf-8")]
FFT = [name for name in ENTRIES if name.startswith(("fft_", "chirp", "real_", "complex", "multiply_"))]


@pytest.fixture
def files(monkeypatch):
    """Shaders that are not in the folder, by name."""
    texts = {}
    monkeypatch.setattr(shaders, "_read", texts.__getitem__)
    source.cache_clear()
    yield texts
    source.cache_clear()


def code(text):
    return re.sub(r"//.*", "", text)


def test_a_file_that_is_included_twice_is_there_once(files):
    files["a.wgsl"] = '// #include "b.wgsl"\n// #include "c.wgsl"\nA\n'
    files["b.wgsl"] = '// #include "c.wgsl"\nB\n'
    files["c.wgsl"] = '// #include "a.wgsl"\nC\n'
    assert [line for line in source("a").text.splitlines() if line in "ABC"] == ["A", "B", "C"]


def test_a_line_is_located_in_the_file_it_comes_from(files):
    files["a.wgsl"] = '// #include "b.wgsl"\nfirst\n\nsecond'
    files["b.wgsl"] = "\nincluded\n"
    text = source("a")
    lines = text.text.splitlines()
    assert text.locate(lines.index("second") + 1) == "a.wgsl, line 4"
    assert text.locate(lines.index("included") + 1) == "b.wgsl, line 2"
    assert text.locate(0) == "a.wgsl, line 1"
    assert text.locate(99) == "b.wgsl, line 2"


def test_only_a_comment_of_its_own_includes(files):
    files["a.wgsl"] = 'A // #include "b.wgsl"\n'
    assert source("a").text == files["a.wgsl"]


def test_a_shader_that_is_not_there():
    with pytest.raises(FileNotFoundError):
        source("no_such_shader")


@pytest.mark.parametrize("name", FILES)
def test_a_file_opens_with_prose(name):
    text = (FOLDER / name).read_text("utf-8")
    prose = " ".join(re.match(r"(//.*\n)*", text)[0].split("//"))
    assert len(re.findall(r"[.:](?:\s|$)", prose)) >= 2, "two sentences are the least"


@pytest.mark.parametrize("name", FILES)
def test_lines_are_no_longer_than_120(name):
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > 120] == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_needs_no_optional_feature(name):
    text = code((FOLDER / name).read_text("utf-8"))
    assert not re.search(r"^\s*(enable|requires|diagnostic)\b|\bf16\b", text, re.MULTILINE)


@pytest.mark.parametrize("name", FFT)
def test_a_transform_takes_no_sine_from_the_device(name):
    """WGSL allows an error of 2^-11 within [-pi, pi] and any beyond."""
    assert not re.search(r"\b(sin|cos|tan)\s*\(", code(source(name).text))


@pytest.mark.parametrize("name", ENTRIES)
def test_every_device_allows_the_workgroup(name):
    text = code(source(name).text)
    known = dict(re.findall(r"const (\w+)[:\w\s]*= (\d+)u?;", text))
    sizes = re.search(r"@workgroup_size\(([^)]*)\)", text)[1].split(",")
    product = 1
    for size in sizes:
        product *= int(known.get(size.strip(), size.strip().removesuffix("u")))
    assert product <= 256


@pytest.mark.parametrize("name", ENTRIES)
def test_bindings_are_inputs_and_then_the_output(name):
    """As `gpu.plan.Plan.dispatch` gives them; every device allows 8."""
    bindings = re.findall(r"@group\(0\) @binding\((\d+)\)\s+var<storage, (\w+)>", code(source(name).text))
    access = [kind for _, kind in sorted((int(number), kind) for number, kind in bindings)]
    assert sorted(int(number) for number, _ in bindings) == list(range(len(bindings)))
    assert len(bindings) <= 8
    assert access == ["read"] * (len(bindings) - 1) + ["read_write"]
