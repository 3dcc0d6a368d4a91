"""Running a demo in a test as the kernel does: clean the state, prepare, narrow the limits, compute."""
import asyncio
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest

import samples
from livedemo import Picture, Result
from livedemo.discovery import Demo
from livedemo.state import clean_state


@cache
def sample_picture(name: str) -> Picture:
    """Return a sample whose arrays refuse to be written to."""
    sample = samples.make(name)
    for array in (sample.image, *sample.truth.values()):
        array.flags.writeable = False
    return Picture(sample.image, name, sample.title, sample.pixel_size, sample.unit, sample.truth)


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Picture]:
    return sample_picture


@pytest.fixture(scope="session")
def prepare() -> Callable:
    def prepare(demo: Demo, values: Mapping[str, Any] | None = None, image: np.ndarray | None = None) -> Any:
        """Return what `demo` prepares for the images that `values` name, or for `image`."""
        state = clean_state(demo.controls, values or {})
        own = None if image is None else Picture(image)
        return demo.prepare({c.name: own or sample_picture(state[c.name]) for c in demo.image_inputs})

    return prepare


@pytest.fixture(scope="session")
def compute(prepare) -> Callable:
    def compute(demo: Demo, values: Mapping[str, Any] | None = None, image: np.ndarray | None = None, *,
                prepared: Any = None) -> Result:
        """Return the result for any subset of a state, on its sample or on `image`."""
        if prepared is None:
            prepared = prepare(demo, values, image)
        state = clean_state(demo.controls, values or {}, demo.limits(prepared))
        return asyncio.run(demo.last_result(prepared, state))

    return compute
