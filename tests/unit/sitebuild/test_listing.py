"""The code that a page shows is the code that computes: run by itself it gives the same arrays."""
import ast
import asyncio

import numpy as np
import pytest

import samples
from kernel.editing import edited
from livedemo import Picture, discovery
from livedemo.state import clean_state, default_state
from sitebuild.listing import listing

DEMOS = {name: discovery.load(name) for name in discovery.names()}
MEASURES = "fft-race"
every_demo = pytest.mark.parametrize("demo", DEMOS.values(), ids=DEMOS)


def result(demo):
    state = default_state(demo.controls)
    pictures = {}
    for control in demo.image_inputs:
        sample = samples.make(state[control.name])
        pictures[control.name] = Picture(sample.image, sample.name, sample.title, sample.pixel_size,
                                         sample.unit, sample.truth)
    prepared = demo.prepare(pictures)
    state = clean_state(demo.controls, state, demo.limits(prepared))
    return asyncio.run(demo.last_result(prepared, state))


def run_alone(demo, text):
    return result(asyncio.run(edited(demo, text)))


@every_demo
def test_the_text_computes_what_the_demo_does(demo):
    found, expected = run_alone(demo, listing(demo.name)["text"]), result(demo)
    assert found.arrays.keys() == expected.arrays.keys()
    if demo.name == MEASURES:
        return
    assert found.summary == expected.summary
    for name, array in expected.arrays.items():
        np.testing.assert_array_equal(found.arrays[name], array, err_msg=name)


@every_demo
def test_the_text_has_nothing_that_is_not_needed(demo):
    """Each name at its top is used in it, but for the functions that are called from outside."""
    tree = ast.parse(listing(demo.name)["text"])
    used = [node.id for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            assert statement.name in used or statement.name in ("prepare", "limits", "compute", "suggest")
        elif isinstance(statement, ast.Import | ast.ImportFrom) and statement.names[0].name != "annotations":
            assert all((alias.asname or alias.name.partition(".")[0]) in used for alias in statement.names)
        assert getattr(statement, "name", "") not in ("view", "CONTROLS", "PRESETS")


@pytest.mark.parametrize("name", ["thresholding", "fourier-filtering", "points-align"])
def test_functions_of_imaging_compute_the_same_beside_the_demo(name):
    """All that can be copied, each once: this is what the button of the panel does."""
    demo, found = DEMOS[name], listing(name)
    imports, definitions = {}, {}
    for function in found["functions"]:
        imports |= dict.fromkeys(function.get("imports", ()))
        definitions |= {part["names"][0]: part["text"] for part in function.get("definitions", ())}
    text = "\n".join([*imports, found["text"], *definitions.values()])
    computed, expected = run_alone(demo, text), result(demo)
    for array in expected.arrays:
        np.testing.assert_array_equal(computed.arrays[array], expected.arrays[array])


@every_demo
def test_what_is_listed_was_called(demo):
    """A name is defined where the list says, and some listed code or the demo's own refers to it."""
    found = listing(demo.name)
    everything = [found["text"], *(function["source"] for function in found["functions"])]
    for function in found["functions"]:
        module = __import__(function["module"], fromlist=[function["name"]])
        assert getattr(module, function["name"]).__module__ == function["module"]
        others = [text for text in everything if text != function["source"]]
        assert any(function["name"] in text for text in others)
        compile(function["source"], "<shown>", "exec")


def test_links_belong_to_the_names_as_they_are_written():
    found = listing("thresholding")
    assert found["links"]["ndimage.label"].endswith("/scipy.ndimage.label.html")
    histogram = next(one for one in found["functions"] if one["name"] == "histogram")
    assert histogram["links"]["np.bincount"].endswith("/numpy.bincount.html")
    assert histogram["about"] == "Count the pixels of an image by value."
