"""Demos on the GPU: what they compute, and that a closed page leaves nothing behind."""
import gc
import os
import re
import subprocess
import sys

import numpy as np
import pytest

import samples
from imaging import backend
from kernel.core import Kernel
from kernel_pages import FakeHost
from livedemo import discovery
from sitebuild import ROOT
from states import random_states

#: Largest difference of arrays on GPU and CPU, as a part of their range or, where little of an image is left,
#: of that of the image.
TOLERANCE = 1e-5
#: The same for demos that warp: an error of 2^-23 of the way to a place 800 pixels off, on the sharpest edge.
WARPED = dict.fromkeys(
    ("transform-affine", "transform-nonuniform", "transform-polynomial", "points-align"), 1e-4)


class WholeSamples(FakeHost):
    async def fetch(self, path):
        return samples.export(samples.make(path.removeprefix("samples/").removesuffix(".npz")))


@pytest.fixture
def computed(native, monkeypatch):
    """Compute states of a demo as a page does; return its messages, and the GPU's memory on the way."""
    monkeypatch.setattr(backend, "_gpu", backend._Gpu())

    async def whole(device, name, states, choice):
        backend._gpu._device = device
        device.trim()
        gc.collect()
        memory = [device.allocated]
        host = WholeSamples()
        kernel = Kernel(host)
        await kernel.receive(1, {"type": "open", "demo": name, "displays": []})
        for state in states:
            await kernel.receive(1, {"type": "compute", "seq": 1, "state": state, "backend": choice})
        memory.append(device.allocated)
        await kernel.receive(1, {"type": "close"})
        gc.collect()
        memory.append(device.allocated)
        return [(message, answer) for _, message, answer in host.sent if answer], memory

    return lambda *arguments: native.call(whole, *arguments)


def held(messages):
    """What a page has that keeps what it got, after each message."""
    arrays, pages = {}, []
    for _, answer in messages:
        arrays = arrays | answer.arrays
        pages.append(arrays)
    return pages


@pytest.mark.parametrize("name", discovery.names())
def test_every_demo_gives_on_the_gpu_what_it_gives_on_the_cpu(computed, name):
    states = random_states(discovery.load(name).controls, 6, number=3)
    on_cpu, _ = computed(name, states, "cpu")
    if not on_cpu[0][0]["selectable"]:
        pytest.skip("it computes on the CPU alone")
    on_gpu, _ = computed(name, states, "gpu")
    assert all(message["backend"].startswith("GPU: ") for message, _ in on_gpu)
    for ours, theirs in zip(held(on_cpu), held(on_gpu), strict=True):
        assert ours.keys() == theirs.keys()
        image = ours["image"]
        for array, expected in ours.items():
            if not expected.size:
                assert theirs[array].shape == expected.shape, array
                continue
            extents = [np.ptp(a.astype(float)) for a in (expected, image) if a.shape == expected.shape]
            tolerance = WARPED.get(name, TOLERANCE) * (max(extents) or np.abs(expected).max())
            if expected.dtype == np.uint8:  # levels of a screen: rounding may go either way
                tolerance = max(tolerance, 1)
            np.testing.assert_allclose(theirs[array], expected, rtol=0, atol=tolerance, err_msg=array)


def test_a_page_that_closes_gives_the_memory_back(computed):
    states = random_states(discovery.load("fourier-filtering").controls, 12, number=1)
    _, (before, during, after) = computed("fourier-filtering", states, "gpu")
    assert during > before + 2**20
    assert after == before


def test_the_example_of_the_readme_runs():
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (example,) = (block for block in blocks if "gpu.device" in block)
    done = subprocess.run([sys.executable, "-c", example], env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
                          capture_output=True, text=True, check=True)
    assert float(done.stdout.split()[-1]) < 0.01
