"""Any state of any demo on its samples: no exception, arrays that a page can show, a summary that is true."""
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from claims import check
from livedemo import discovery
from livedemo.state import clean_state
from states import states

EXAMPLES = 200
#: What web/demo/arrays.js can read.
DTYPES = {"bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32",
          "float64", "complex64", "complex128"}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", discovery.names())
def test_any_state_computes_and_its_summary_is_true(name, compute, sample):
    demo = discovery.load(name)
    known = {control.name: control for control in demo.controls}
    prepared = cache(lambda *images: demo.prepare({c.name: sample(image) for c, image in
                                                   zip(demo.image_inputs, images, strict=True)}))

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None,
              suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(states(demo.controls))
    def holds(state):
        ready = prepared(*(state[c.name] for c in demo.image_inputs))
        result = compute(demo, state, prepared=ready)
        for array_name, array in result.arrays.items():
            assert array.dtype.name in DTYPES, array_name
            assert np.isfinite(array).all(), array_name
        for control, value in result.suggested.items():
            assert known[control].clean(value) == value, f"suggested for {control}: outside its limits"
        assert result.summary.endswith(".")
        used = clean_state(demo.controls, state, demo.limits(ready))
        pictures = {c.name: sample(used[c.name]) for c in demo.image_inputs}
        check(name, result.summary, result.arrays, used, pictures)

    holds()
