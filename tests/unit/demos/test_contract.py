"""Every demo keeps the contract: what it declares, what it returns, what it must leave alone."""
import asyncio
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from itertools import product

import numpy as np
import pytest

import samples
from livedemo import NoSuggestion, discovery
from livedemo.controls import Actions, Points, Range
from livedemo.display import Display
from livedemo.sections import OTHER
from livedemo.state import default_state
from livedemo.view import Panel
from sitebuild import ROOT
from states import random_states

DEMOS = {name: discovery.load(name) for name in discovery.names()}
#: Links and lesson plans hold on to these names: (state, result arrays) of each demo of the inspiring deck.
FIXED_NAMES = {
    "film-particles": ("grains radius spread exposure fog", "developed"),
    "image-math": ("code", "output"),
    "brightness-contrast": ("brightness contrast", "displayed transfer"),
    "gamma-log": ("mapping gamma", "displayed transfer"),
    "colour-uniformity": ("signal map_a map_b", "profile strip_a strip_b"),
    "transparency": ("alpha", "blended"),
    "complex-image": ("raw processed", "raw processed"),
    "interpolation-sampling": ("line sampling width order", "positions profile"),
    "aliasing": ("signals interpolation rate", "samples interpolated"),
    "transform-affine": ("scale_x scale_y rotation shear shift_x shift_y flip order", "output matrix"),
    "transform-polynomial": ("source destination order", "output coefficients"),
    "fourier-filtering": ("mode radius radii", "spectrum mask filtered"),
    "thresholding": ("level", "mask histogram"),
    "morphological": ("operations", "mask"),
    "connected-components": ("threshold stage", "labels diameters"),
    "fourier-shift": ("shift_x shift_y", "shifted"),
    "points-align": ("moving static transform alpha", "warped matrix"),
    "stem-moire": ("sampling", "sampled"),
    "transform-nonuniform": ("points", "output"),
}
every_demo = pytest.mark.parametrize("demo", DEMOS.values(), ids=DEMOS)
every_image_demo = pytest.mark.parametrize(
    "demo", [pytest.param(demo, id=name) for name, demo in DEMOS.items() if demo.image_inputs])


@pytest.fixture(scope="module")
def first(compute):
    """The first result of each demo by name, each computed once."""
    results = {}

    def first(demo):
        if demo.name not in results:
            results[demo.name] = compute(demo)
        return results[demo.name]

    return first


def assert_same_arrays(ours, theirs):
    assert ours.keys() == theirs.keys()
    for name in ours:
        assert ours[name].dtype == theirs[name].dtype, name
        np.testing.assert_array_equal(ours[name], theirs[name], err_msg=name)


def test_there_are_demos():
    assert {"fourier-filtering", "thresholding", "connected-components"} <= DEMOS.keys()


@every_demo
def test_the_help_says_what_it_is_and_where_to_read_on(demo):
    assert len(demo.title) <= 50
    assert len(demo.help.split()) >= 30
    assert re.search(r"\]\(https://[^)\s]+\)", demo.help), "no [link](https://...) in the docstring"


@every_demo
def test_controls_are_data_that_a_page_can_show(demo):
    described = json.loads(json.dumps([control.describe() for control in demo.controls], allow_nan=False))
    assert [d["name"] for d in described] == [c.name for c in demo.controls]
    for control in demo.controls:
        assert control.label == control.label.strip(), control.name
        assert control.label[0].isupper(), control.name
        assert not control.help.endswith("."), f"{control.name}: a tooltip is no sentence"
        back = json.loads(json.dumps(control.default))
        assert control.clean(back) == control.default, f"{control.name}: the default does not survive JSON"


@every_demo
def test_controls_refer_to_controls_that_exist(demo):
    known = {control.name: control for control in demo.controls}
    for control in demo.controls:
        for other, allowed in control.when.items():
            assert all(known[other].clean(value) == value for value in allowed), control.name
        if isinstance(control, Actions) and control.sets:
            assert set(control.sets) < known.keys(), control.name
        if isinstance(control, Points) and control.brush:
            assert control.brush == "pixels" or isinstance(known[control.brush], Range), control.name


@every_demo
def test_buttons_that_set_controls_have_values_for_them(demo, first, prepare):
    known = {control.name: control for control in demo.controls}
    buttons = [c for c in demo.controls if isinstance(c, Actions) and c.sets]
    at_hand = first(demo).suggested
    assert at_hand.keys() <= {name for c in buttons for name in c.sets}
    states = [default_state(demo.controls), *random_states(demo.controls, 2, number=3)]
    images = [None, image_of((1, 1), "uint8", "constant"), image_of((31, 64), "float32", "noise")]
    for button in buttons:
        if set(button.sets) & at_hand.keys():
            continue
        for option, state, image in product(button.options, states, images if demo.image_inputs else [None]):
            with suppress(NoSuggestion):
                found = asyncio.run(demo.suggest(prepare(demo, state, image), state, option))
                assert found.keys() <= set(button.sets)
                assert all(known[name].clean(value) == value for name, value in found.items())


@every_demo
def test_the_hint_and_the_presets_show_what_it_is_about(demo, first, compute):
    assert demo.section != OTHER
    assert 0 < len(demo.hint) <= 110
    assert "\n" not in demo.hint
    assert not demo.hint.endswith("."), "one line, not a sentence of the text"
    assert 2 <= len(demo.presets) <= 5
    default = default_state(demo.controls)
    states = [demo.preset(name) for name in demo.presets]
    for name, state in zip(demo.presets, states, strict=True):
        assert len(name) <= 60, name
        assert compute(demo, state).summary
    assert len({json.dumps(state) for state in (default, *states)}) >= len(states)


@every_image_demo
def test_its_samples_exist(demo):
    for control in demo.image_inputs:
        assert set(control.samples) <= set(samples.names())
        assert control.default in control.samples


@every_demo
def test_the_limits_of_an_image_are_inside_the_declared_ones(demo, prepare):
    known = {control.name: control for control in demo.controls}
    for name, (low, high) in demo.limits(prepare(demo)).items():
        control = known[name]
        assert control.low <= low < high <= control.high, name
        assert not isinstance(control.low, int) or (isinstance(low, int) and isinstance(high, int)), name


@pytest.mark.parametrize("name", sorted(FIXED_NAMES.keys() & DEMOS.keys()))
def test_names_that_links_hold_on_to(name, first):
    state, arrays = (set(names.split()) for names in FIXED_NAMES[name])
    assert state <= {control.name for control in DEMOS[name].controls}
    assert arrays <= first(DEMOS[name]).arrays.keys()


@every_image_demo
def test_the_image_is_returned_as_it_was_used(demo, first, sample):
    assert demo.image_inputs[0].name == "image"
    np.testing.assert_array_equal(first(demo).arrays["image"], sample(demo.image_inputs[0].default).array)


@every_demo
def test_the_summary_says_what_was_measured(demo, first):
    summary = first(demo).summary
    assert summary.endswith(".")
    assert "\n" not in summary
    assert re.search(r"\d", summary), "a person would read numbers off the figure"


@every_demo
def test_a_result_depends_on_its_arguments_alone(demo, compute, prepare):
    """What `prepare` returned may keep a cache, but neither that nor an earlier result may change."""
    state = default_state(demo.controls)
    once = compute(demo, state)
    kept = {name: array.copy() for name, array in once.arrays.items()}
    prepared = prepare(demo, state)
    images = {c.name: state[c.name] for c in demo.image_inputs}
    for other in random_states(demo.controls, 2, number=1):
        compute(demo, other | images, prepared=prepared)
    again = compute(demo, state, prepared=prepared)
    assert again.summary == once.summary
    assert_same_arrays(again.arrays, kept)
    assert_same_arrays(once.arrays, kept)


def image_of(shape, dtype, kind):
    generator = np.random.default_rng(5)
    if kind == "constant":
        image = np.full(shape, 7, dtype)
    elif np.dtype(dtype).kind == "f":
        image = generator.normal(0, 1e3, shape).astype(dtype)
    else:
        image = generator.integers(0, np.iinfo(dtype).max, shape, dtype, endpoint=True)
    image.flags.writeable = False
    return image


@every_image_demo
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int16", "float32", "float64"])
@pytest.mark.parametrize(("shape", "kind"), [
    ((1, 1), "constant"), ((1, 7), "noise"), ((9, 1), "noise"), ((2, 2), "constant"),
    ((13, 21), "noise"), ((40, 27), "constant"), ((31, 64), "noise"),
])
def test_any_image_computes(demo, shape, kind, dtype, compute):
    image = image_of(shape, dtype, kind)
    for state in [{}, *random_states(demo.controls, 2, number=shape[0])]:
        result = compute(demo, state, image)
        np.testing.assert_array_equal(result.arrays["image"], image)
        for name, array in result.arrays.items():
            assert np.isfinite(array).all(), name


@every_demo
def test_the_view_shows_arrays_that_exist(demo, first):
    result = first(demo)
    panels = demo.view(result)
    controls = {control.name: control for control in demo.controls}
    assert len({panel.name for panel in panels}) == len(panels) > 0
    for panel in panels:
        assert isinstance(panel, Panel)
        json.dumps(panel.spec)
        assert set(arrays_of(panel)) <= result.arrays.keys(), panel.name
        for display in panel.displays:
            assert Display.read(json.loads(json.dumps(display.describe()))).describe() == display.describe()
        if titles := panel.spec.get("titles"):
            assert titles["by"].keys() == controls[titles["control"]].options.keys()
        assert all(isinstance(controls[tap["control"]], Range) for tap in panel.spec.get("tap", ()))
    names = {panel.name for panel in panels}
    assert {control.panel for control in demo.controls if isinstance(control, Points)} <= names


def arrays_of(panel):
    """Yield the names of the arrays that a panel's data sources, read-outs and tables are made of."""
    spec = panel.spec
    yield from (display.array for display in panel.displays)
    yield from (value["array"] for value in (*spec.get("readOut", ()), *spec.get("columns", ())))
    yield from filter(None, (spec.get("extent"), *(tap["over"] for tap in spec.get("tap", ())),
                             *spec.get("bar", ())))
    if look_up := spec.get("lookUp"):
        yield from (look_up["by"], look_up["key"], *(value["array"] for value in look_up["columns"]))
    for renderer in panel.figure.renderers if panel.figure is not None else ():
        for tag in renderer.data_source.tags:
            yield from tag.get("columns", {}).values()
            yield from filter(None, [tag.get("extent")])


@every_demo
def test_columns_that_belong_together_are_equally_long(demo, compute):
    panels = demo.view(compute(demo))
    groups = [[value["array"] for value in panel.spec.get("columns", ())] for panel in panels]
    figures = [panel.figure for panel in panels if panel.figure is not None]
    tags = [tag for figure in figures for renderer in figure.renderers for tag in renderer.data_source.tags]
    groups += [tag["columns"].values() for tag in tags if "columns" in tag]
    for state in random_states(demo.controls, 3, number=2):
        arrays = compute(demo, state).arrays
        for group in groups:
            assert len({arrays[name].shape for name in group}) <= 1, f"{list(group)} in state {state}"


def test_importing_a_demo_imports_no_bokeh():
    code = ("import sys\nfrom livedemo import discovery\n"
            "for name in discovery.names(): discovery.load(name)\n"
            "sys.exit(', '.join(m for m in ('bokeh', 'PIL', 'sitebuild') if m in sys.modules) or None)")
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
