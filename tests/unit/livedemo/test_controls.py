"""Every kind of control takes what it should, clamps numbers, and names what it refuses."""
import dataclasses
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livedemo import (
    Actions,
    Choice,
    Code,
    Control,
    ControlError,
    ImageInput,
    Interval,
    Line,
    Points,
    Range,
    Select,
    Toggle,
)
from livedemo.controls import OWN_IMAGE

WHOLE = Range(name="count", label="Count", default=3, low=1, high=9, step=2)
REAL = Range(name="gain", label="Gain", default=0.5, low=-1.0, high=2.0, step=0.25, unit="V")
PAIR = Interval(name="window", label="Window", default=(2, 6), low=0, high=10, step=1)
CHOICE = Choice(name="mode", label="Mode", default="a", options={"a": "A", "b": "B"})
SELECT = Select(name="wave", label="Wave", default="sine", options={"sine": "Sine", "step": "Step"})
TOGGLE = Toggle(name="dark", label="Dark")
ACTIONS = Actions(name="steps", label="Steps", options={"up": "Up", "down": "Down"}, most=4)
POINTS = Points(name="marks", label="Marks", panel="image", default=((1.0, 2.0),), least=1, most=3)
LINE = Line(name="path", label="Path", panel="image", default=((0.0, 0.0), (5.0, 5.0)))
CODE = Code(name="code", label="Code", default="x = 1", most=10, examples={"Two": "x = 2"})
IMAGE = ImageInput(default="coins", samples=("coins", "camera"))
ALL = (WHOLE, REAL, PAIR, CHOICE, SELECT, TOGGLE, ACTIONS, POINTS, LINE, CODE, IMAGE)
every_control = pytest.mark.parametrize("control", ALL, ids=lambda control: control.kind)

numbers = st.integers() | st.floats(allow_nan=False)
scalars = st.none() | st.booleans() | numbers | st.text(max_size=5) | st.sampled_from(["a", "up", "coins"])
anything = st.recursive(scalars, max_leaves=8, extend=lambda inner: st.lists(inner, max_size=4) |
                        st.dictionaries(st.text(), inner, max_size=2))


def subclasses(kind):
    return {kind} | {name for sub in kind.__subclasses__() for name in subclasses(sub)}


def test_every_kind_is_tested():
    kinds = {sub.kind for sub in subclasses(Control) if "kind" in vars(sub)}
    assert {control.kind for control in ALL} == kinds


@every_control
def test_it_describes_itself_as_json(control):
    described = json.loads(json.dumps(control.describe()))
    assert described["kind"] == control.kind
    assert described.keys() == {"kind"} | {field.name for field in dataclasses.fields(control)}
    assert control.clean(described["default"]) == control.default


@every_control
@given(anything)
def test_a_value_is_taken_or_refused_by_name(control, value):
    try:
        cleaned = control.clean(value)
    except ControlError as error:
        refusal = str(error)
        cleaned = None
    if cleaned is None:
        assert refusal.startswith(f"{control.name}: ")
    else:
        assert control.clean(json.loads(json.dumps(cleaned))) == cleaned


@given(numbers)
def test_whole_numbers_are_clamped_and_rounded(value):
    cleaned = WHOLE.clean(value)
    assert isinstance(cleaned, int)
    assert cleaned == round(min(max(value, 1), 9))


@given(numbers)
def test_real_numbers_are_clamped(value):
    assert REAL.clean(value) == min(max(value, -1.0), 2.0)


@given(numbers, st.tuples(st.integers(-5, 15), st.integers(-5, 15)).map(sorted))
def test_limits_of_an_image_narrow_and_never_widen(value, limits):
    cleaned = WHOLE.clean(value, tuple(limits))
    assert 1 <= cleaned <= 9
    if limits[0] <= 9 and limits[1] >= 1:
        assert limits[0] <= cleaned <= limits[1]


@given(st.tuples(numbers, numbers))
def test_an_interval_is_in_order(pair):
    lower, upper = PAIR.clean(pair)
    assert 0 <= lower <= upper <= 10
    assert PAIR.clean(pair[::-1]) == (lower, upper)


def test_an_infinite_number_is_the_limit():
    assert REAL.clean(math.inf) == 2.0
    assert REAL.clean(-math.inf) == -1.0
    assert WHOLE.clean(math.inf) == 9


@pytest.mark.parametrize(("control", "value", "told"), [
    (REAL, math.nan, "nan is not a number"),
    (REAL, "1", "'1' is not a number"),
    (REAL, True, "True is not a number"),
    (REAL, None, "None is not a number"),
    (PAIR, 5, "5 is not a pair"),
    (PAIR, "12", "'12' is not a pair"),
    (PAIR, [1, 2, 3], "is not a pair"),
    (CHOICE, "c", "'c' is not one of a, b"),
    (CHOICE, ["a"], "is not one of a, b"),
    (SELECT, None, "None is not one of sine, step"),
    (TOGGLE, 1, "1 is not true or false"),
    (ACTIONS, "up", "'up' is not a list of up, down"),
    (ACTIONS, ["up", "left"], "'left' is not one of up, down"),
    (ACTIONS, [["up"]], "is not one of up, down"),
    (POINTS, [], "0 points, at least 1 are needed"),
    (POINTS, [[1, 2, 3]], "[1, 2, 3] is not a point (row, col)"),
    (POINTS, [[1, "2"]], "'2' is not a number"),
    (LINE, [[1, 2]], "1 points, at least 2 are needed"),
    (CODE, 5, "int is not text"),
    (CODE, "x" * 11, "11 characters, at most 10 are allowed"),
    (IMAGE, "nothing", "'nothing' is not one of the samples coins, camera"),
])
def test_what_is_refused_is_named_with_what_is_allowed(control, value, told):
    with pytest.raises(ControlError) as caught:
        control.clean(value)
    assert told in str(caught.value)


def test_lists_of_json_become_tuples():
    assert PAIR.clean([6, 2]) == (2, 6)
    assert ACTIONS.clean(["up", "down"]) == ("up", "down")
    assert POINTS.clean([[1, 2], [3.5, 4]]) == ((1.0, 2.0), (3.5, 4.0))


def test_too_many_are_cut_off():
    assert ACTIONS.clean(["up"] * 9) == ("up",) * 4
    assert len(POINTS.clean([[0, 0]] * 9)) == 3


def test_points_are_cleared_to_what_is_allowed():
    points = {"name": "marks", "label": "Marks", "panel": "image", "default": ((1.0, 2.0),) * 2, "least": 2,
              "most": 2}
    assert Points(**points, cleared=((0.0, 0.0), (1.0, 1.0))).describe()["cleared"] == ((0, 0), (1, 1))
    with pytest.raises(ControlError, match="cannot be cleared to"):
        Points(**points, cleared=((0.0, 0.0),) * 3)
    with pytest.raises(ControlError, match="at least 2 are needed"):
        Points(**points, cleared=((0.0, 0.0),))


def test_an_own_image_is_always_allowed():
    assert IMAGE.clean(OWN_IMAGE) == OWN_IMAGE


@pytest.mark.parametrize(("changes", "told"), [
    ({"name": "two words"}, "is not a control name"),
    ({"label": ""}, "needs a label"),
    ({"default": 12}, "lies outside its own limits"),
    ({"low": 9}, "needs low < high"),
    ({"step": 0}, "step > 0"),
    ({"scale": "square"}, "scale is 'linear', or 'log'"),
    ({"scale": "log", "low": 0}, "'log' with low > 0"),
])
def test_a_wrong_declaration_is_refused(changes, told):
    with pytest.raises(ControlError, match=told):
        dataclasses.replace(WHOLE, **changes)


def test_a_name_alone_is_no_list_of_controls_to_set():
    with pytest.raises(ControlError, match="sets is a tuple of names of controls, not 'level'"):
        dataclasses.replace(ACTIONS, sets="level")


@pytest.mark.parametrize("control", [CHOICE, SELECT, IMAGE], ids=lambda control: control.kind)
def test_a_default_that_is_no_option_is_refused(control):
    with pytest.raises(ControlError, match="'other' is not one of"):
        dataclasses.replace(control, default="other")
