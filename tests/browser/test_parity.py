"""Every demo computes in the browser what it does in CPython, and its summary is true: in random states."""

import asyncio
from functools import cache

import numpy as np
import pytest

import samples
from browser.opened import Embedded
from claims import check
from livedemo import discovery
from livedemo.images import Picture
from livedemo.state import clean_state, default_state
from states import random_states

STATES = 20
#: Largest difference of floats, as a part of the array's range. The FFT and the filters work in float32, and
#: the browser's scipy (1.18) is not that of CPython (1.17).
TOLERANCE = 1e-5
#: What differs by less, as a part of its size, differs by rounding.
ROUNDING = 1e-12


@cache
def picture(name: str) -> Picture:
    sample = samples.make(name)
    return Picture(sample.image, name, sample.title, sample.pixel_size, sample.unit, sample.truth)


def computed(demo: discovery.Demo, values: dict) -> tuple[dict, dict, object]:
    """Return (state, pictures, result) of CPython."""
    state = clean_state(demo.controls, values)
    pictures = {control.name: picture(state[control.name]) for control in demo.image_inputs}
    prepared = demo.prepare(pictures)
    state = clean_state(demo.controls, state, demo.limits(prepared))
    return state, pictures, asyncio.run(demo.last_result(prepared, dict(state)))


def as_json(state: dict) -> dict:
    """The state with lists for tuples, as a message has it."""
    return {name: as_list(value) for name, value in state.items()}


def as_list(value):
    return [as_list(item) for item in value] if isinstance(value, (list, tuple)) else value


def assert_same(name: str, ours: np.ndarray, theirs: np.ndarray) -> None:
    assert theirs.shape == ours.shape, name
    if ours.dtype.kind == "i":  # numpy's own integer has 32 bits there
        assert theirs.dtype.kind == "i", name
    else:
        assert theirs.dtype == ours.dtype, name
    if ours.dtype.kind in "biu":
        np.testing.assert_array_equal(theirs, ours, err_msg=name)
        return
    largest = float(np.abs(ours).max(initial=0.0))
    extent = float(np.ptp(ours)) if ours.size else 0.0
    if extent <= ROUNDING * largest:  # the same value everywhere
        extent = largest or 1.0
    tolerance = TOLERANCE * extent
    np.testing.assert_allclose(theirs, ours, rtol=0, atol=tolerance, err_msg=name)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("name", discovery.names())
def test_the_browser_computes_what_cpython_does(embedded: Embedded, address, apart, name):
    demo = discovery.load(name)
    embedded.go(f"{address}demos/{name}/?embed")
    for values in [default_state(demo.controls), *random_states(demo.controls, STATES, number=7)]:
        state, pictures, result = apart(computed, demo, values)
        answer = embedded.set(**as_json(values))
        assert answer["state"] == as_json(state)
        arrays = embedded.arrays()
        assert sorted(arrays) == sorted(result.arrays), values
        for array, ours in result.arrays.items():
            assert_same(f"{array} at {values}", ours, arrays[array])
        assert answer["summary"] == result.summary
        check(name, answer["summary"], arrays, state, pictures)
    brought = (embedded.frame.locator("html").get_attribute("data-brought") or "").split()
    # After a snapshot the whole library is read when somebody reads any of it, and named without a module.
    lacking = [module for module in brought if not module.endswith(":")]
    assert not lacking, f"the demo imports what the bundles lack, of {lacking}: run python build.py trace"
