"""Demos are found by their files; one that breaks the contract is refused with the part that is wrong."""
import importlib
import itertools

import pytest

import demos
from livedemo import ControlError, discovery

GOOD = '''"""A title

What it shows.
"""
from livedemo import Range, Result

CONTROLS = (Range(name="level", label="Level", default=1, low=0, high=3, step=1),)

async def compute(prepared, state):
    return Result("One.")
'''
serial = itertools.count()


@pytest.fixture
def add(tmp_path, monkeypatch):
    """A function that puts a demo of this source beside the others and returns its name."""
    monkeypatch.setattr(demos, "__path__", [*demos.__path__, str(tmp_path)])

    def add(source):
        name = f"test_demo_{next(serial)}"  # a new one each time: modules are imported once
        (tmp_path / f"{name}.py").write_text(source)
        importlib.invalidate_caches()
        return name.replace("_", "-")

    return add


def test_a_file_is_a_demo(add):
    name = add(GOOD)
    assert name in discovery.names()
    demo = discovery.load(name)
    assert (demo.name, demo.title, demo.help) == (name, "A title", "What it shows.")
    assert demo.prepare({"image": 1}) == {"image": 1}
    assert demo.limits(None) == {}
    assert demo.view is None
    assert demo.suggest is None
    assert demo.image_inputs == ()


@pytest.mark.parametrize("name", ["nothing", "", ".", "demos", "../thresholding", "thresholding.view",
                                  "__init__"])
def test_a_demo_that_is_not_there(name):
    with pytest.raises(discovery.DemoError, match="there is no demo .* there are .*thresholding"):
        discovery.load(name)


@pytest.mark.parametrize(("old", "new", "told"), [
    ('"""A title\n\nWhat it shows.\n"""', "", "the docstring needs a title line and a help text"),
    ("What it shows.\n", "", "the docstring needs a title line and a help text"),
    ("CONTROLS", "SLIDERS", "CONTROLS must be a tuple of controls"),
    ("step=1),)", "step=1),\n  'level')", "CONTROLS must be a tuple of controls"),
    ("step=1),)", "step=1),) * 2", "two controls share a name"),
    ("async def", "def", "needs 'async def compute"),
    ("def compute", "def run", "needs 'async def compute"),
    ("async def compute", "def suggest(prepared, state, option): ...\nasync def compute",
     "suggest must be 'async def suggest"),
    ("CONTROLS", 'SECTION = "Cooking"\nCONTROLS', "SECTION is 'Cooking'; allowed are Images and "),
    ("CONTROLS", 'PRESETS = {"Much": {"size": 1}}\nCONTROLS', "'Much' sets 'size', which is no control"),
    ("CONTROLS", 'PRESETS = {"Much": {"level": 7}}\nCONTROLS', "sets level to 7, which would become 3"),
    ("CONTROLS", 'PRESETS = {"Much": {"level": "a"}}\nCONTROLS', "the preset 'Much': level: "),
])
def test_what_breaks_the_contract_is_named(old, new, told, add):
    name = add(GOOD.replace(old, new))
    with pytest.raises(discovery.DemoError, match=told) as caught:
        discovery.load(name)
    assert str(caught.value).startswith(f"{name}: ")


def test_a_wrong_control_says_so_itself(add):
    with pytest.raises(ControlError, match="level: the default 1 lies outside"):
        discovery.load(add(GOOD.replace("low=0", "low=2")))


def test_a_module_that_a_demo_lacks_is_not_taken_for_the_demo(add):
    name = add(GOOD.replace("from livedemo", "import no_such_module\nfrom livedemo"))
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        discovery.load(name)
